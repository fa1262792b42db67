"""Values that expressions of JMESPath have, by the library that boto3 uses.

    python jmespath_cases.py EXPRESSIONS.json SEED [FOLDER ...]

EXPRESSIONS is a list of expressions; those of the waiters of all models in the folders are added.
Prints JSON: for each of them, documents in which its names occur at random, and the value of the
expression in each.
"""

import json
import pathlib
import random
import re
import sys

import jmespath

expressions, seed, *folders = sys.argv[1:]
with open(expressions) as file:
    expressions = json.load(file)
random = random.Random(int(seed))


def of_models(folder):
    """The expressions of the waiters of all models below the folder."""
    for path in sorted(pathlib.Path(folder).rglob("*.json")):
        text = path.read_text()
        if "smithy.waiters#waitable" not in text:
            continue
        for shape in json.loads(text)["shapes"].values():
            waiters = shape.get("traits", {}).get("smithy.waiters#waitable", {})
            for waiter in waiters.values():
                for acceptor in waiter["acceptors"]:
                    matcher = acceptor["matcher"]
                    output = matcher.get("output") or matcher.get("inputOutput")
                    if output:
                        yield output["path"]


def names(expression):
    """The members that the expression names, and the strings that it compares with."""
    texts = re.findall(r"'([^']*)'|`\"([^\"]*)\"`", expression)
    found = re.sub(r"'[^']*'|`[^`]*`", "", expression)
    words = set(re.findall(r"[A-Za-z_]\w*", found)) - {"length", "contains", "keys"}
    return sorted(words), [one or other for one, other in texts] + ["other", ""]


def value(words, texts, depth):
    kind = random.random()
    if depth and kind < 0.35:
        return {
            word: value(words, texts, depth - 1)
            for word in words
            if random.random() < 0.7
        }
    if depth and kind < 0.75:
        return [value(words, texts, depth - 1) for _ in range(random.randrange(4))]
    return random.choice([None, True, False, 0, 1, 2, random.choice(texts), random.choice(texts)])


def shaped(expression, words, texts):
    """A document in which the first step of the expression finds something, more often than not."""
    document = {word: value(words, texts, 4) for word in words}
    return document if random.random() < 0.9 else value(words, texts, 4)


def case(expression):
    words, texts = names(expression)
    found = []
    while len(found) < 200:
        document = shaped(expression, words, texts)
        try:
            result = jmespath.search(expression, document)
        except (jmespath.exceptions.JMESPathTypeError, TypeError):
            # A function or an order of values of other types than models have.
            continue
        found.append([document, result])
    return found


expressions = set(expressions).union(*map(of_models, folders))
print(json.dumps([[expression, case(expression)] for expression in sorted(expressions)]))
