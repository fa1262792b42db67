"""Prints the Smithy model (JSON AST 2.0) of a service, made of what botocore has of it.

    python smithy_of_botocore.py ec2 AmazonEC2

Services of the protocols `query`, `ec2` and `rest-json` are converted. A key that is not known stops
it; those that the services that it is used for do not need are left out: checksums, `idempotent`, and
the limits of maps. botocore has the names of operations, structures and members as Smithy has them,
but neither the name of the service, which is an argument, nor those of the members of enums.
"""

import json
import re
import sys

import botocore.session

PRELUDE = "smithy.api#"
PROTOCOLS = {
    "ec2": "aws.protocols#ec2Query",
    "query": "aws.protocols#awsQuery",
    "rest-json": "aws.protocols#restJson1",
}

# The traits of members that do not stand in the document.
PLACES = {"header": "httpHeader", "headers": "httpPrefixHeaders", "querystring": "httpQuery"}

# What botocore says of clients, of command lines and of older formats. `wrapper` is an element of
# outputs that no client reads.
UNUSED = {"box", "documentationUrl", "synthetic", "wrapper"}

TIMESTAMPS = {"iso8601": "date-time", "rfc822": "http-date", "unixTimestamp": "epoch-seconds"}

# The names of enum members of EC2 that do not come of their values, by enum and value.
NAMES = {
    "AcceleratorName": {
        "a10g": "A10G",
        "l40s": "L40S",
        "t4g": "T4G",
        "vu9p": "Vu9P",
    },
    "BatchState": {"cancelled_terminating": "CancelledTerminatingInstances"},
    "CapacityReservationInstancePlatform": {"Ubuntu Pro": "UbuntuProLinux"},
    "EventType": {"fleetRequestChange": "BatchChange"},
    "FleetStateCode": {"deleted_terminating": "DeletedTerminatingInstances"},
    "ImageReferenceResourceType": {
        "imagebuilder:ContainerRecipe": "ImageBuilderContainerRecipe",
        "imagebuilder:ImageRecipe": "ImageBuilderImageRecipe",
    },
    "InstanceHealthStatus": {
        "healthy": "HealthyStatus",
        "unhealthy": "UnhealthyStatus",
    },
    "IpamPublicAddressAwsService": {
        "database-migration-service": "Dms",
        "elastic-container-service": "Ecs",
        "global-accelerator": "Aga",
        "load-balancer": "Ec2Lb",
        "relational-database-service": "Rds",
        "site-to-site-vpn": "S2SVpn",
    },
    "MacModificationTaskState": {"in-progress": "Inprogress"},
    "scope": {"Region": "Regional"},
    "SnapshotReturnCodes": {
        "client-error": "ErrorCodeClientError",
        "internal-error": "ErrorCodeInternalError",
        "missing-permissions": "ErrorMissingPermissions",
        "skipped": "WarnSkipped",
    },
    "UnsuccessfulInstanceCreditSpecificationErrorCode": {
        "InvalidInstanceID.Malformed": "InvalidInstanceId",
        "InvalidInstanceID.NotFound": "InstanceNotFound",
    },
}

# Matchers of waiters, by botocore's name and the type of what is expected.
COMPARATORS = {
    ("path", str): "stringEquals",
    ("path", bool): "booleanEquals",
    ("pathAll", str): "allStringEquals",
    ("pathAny", str): "anyStringEquals",
}


def refuse(known, data, where):
    unknown = set(data) - known - UNUSED
    if unknown:
        sys.exit(f"{where}: unknown keys {sorted(unknown)}")


def documentation(data):
    """The traits that all of botocore's models may have."""
    traits = {}
    if data.get("documentation"):
        traits[PRELUDE + "documentation"] = data["documentation"]
    if data.get("deprecated"):
        kinds = {"deprecatedMessage": "message", "deprecatedSince": "since"}
        traits[PRELUDE + "deprecated"] = {
            name: data[key] for key, name in kinds.items() if key in data
        }
    return traits


LIST = {"type", "member", "min", "max", "flattened", "sensitive", "locationName"}
COMMON = {"documentation", "deprecated", "deprecatedMessage", "deprecatedSince"}


def anchored(pattern):
    """Patterns of botocore match whole strings, those of Smithy match anywhere. As in the models of
    AWS, alternatives are not grouped."""
    start = "" if pattern.startswith("^") else "^"
    return start + pattern + ("" if pattern.endswith("$") else "$")


def enumeration(values, names):
    """The members of an enum. Their names stand in programs only."""
    members = {}
    for value in values:
        name = names.get(value) or re.sub(r"[^A-Za-z0-9_]+", "_", value) or "_"
        name = "_" + name if name[0].isdigit() else name
        while name in members:
            name += "_"
        members[name] = {
            "target": PRELUDE + "Unit",
            "traits": {PRELUDE + "enumValue": value},
        }
    return members


def distinct(shapes):
    """Names that differ in more than their case, as Smithy asks for; structures keep theirs."""
    names, taken = {}, set()
    for name in sorted(shapes, key=lambda name: shapes[name]["type"] != "structure"):
        names[name] = name + "2" if name.lower() in taken else name
        taken.add(names[name].lower())
    return names


class Conversion:
    def __init__(self, service, name):
        loader = botocore.session.get_session().get_component("data_loader")
        version = lambda kind: loader.determine_latest_version(service, kind)
        # Not `load_service_model`, which adds members that botocore has of its own.
        load = lambda kind: loader.load_data(f"{service}/{version(kind)}/{kind}")
        self.model = load("service-2")
        self.metadata = self.model["metadata"]
        if self.metadata["protocol"] not in PROTOCOLS:
            sys.exit(f"{service} speaks {self.metadata['protocol']}")
        self.rules = load("endpoint-rule-set-1")
        kinds = loader.list_available_services
        self.pages = load("paginators-1")["pagination"] if service in kinds("paginators-1") else {}
        self.waiters = load("waiters-2")["waiters"] if service in kinds("waiters-2") else {}
        self.namespace = "com.amazonaws." + re.sub("[^a-z0-9]", "", self.metadata["serviceId"].lower())
        self.name = name
        self.names = distinct(self.model["shapes"])

    def id(self, name):
        return f"{self.namespace}#{name}"

    def target(self, name):
        return {"target": self.id(self.names.get(name, name))}

    def convert(self):
        shapes = {self.id(self.name): self.service()}
        for name, operation in self.model["operations"].items():
            shapes[self.id(name)] = self.operation(name, operation)
        for name, shape in self.model["shapes"].items():
            name = self.names[name]
            if self.id(name) in shapes:
                sys.exit(f"two shapes are called {name}")
            shapes[self.id(name)] = self.shape(name, shape)
        return {"smithy": "2.0", "shapes": shapes}

    def service(self):
        metadata = self.metadata
        prefix = metadata["endpointPrefix"]
        signing = metadata.get("signingName", prefix)
        traits = {
            "aws.api#service": {
                "sdkId": metadata["serviceId"],
                "arnNamespace": signing,
                "endpointPrefix": prefix,
            },
            "aws.auth#sigv4": {"name": signing},
            PROTOCOLS[metadata["protocol"]]: {},
            PRELUDE + "title": metadata["serviceFullName"],
            "smithy.rules#endpointRuleSet": self.rules,
        }
        if "xmlNamespace" in metadata:
            traits[PRELUDE + "xmlNamespace"] = {"uri": metadata["xmlNamespace"]}
        return {
            "type": "service",
            "version": metadata["apiVersion"],
            "operations": [self.target(name) for name in self.model["operations"]],
            "traits": documentation(self.model) | traits,
        }

    def operation(self, name, data):
        known = {"name", "http", "input", "output", "errors", "authtype", "auth", "httpChecksum"}
        refuse(known | COMMON | {"idempotent", "httpChecksumRequired"}, data, name)
        traits = documentation(data)
        if data.get("authtype") == "none" or data.get("auth") == ["smithy.api#noAuth"]:
            traits[PRELUDE + "auth"] = []
            traits[PRELUDE + "optionalAuth"] = {}
        traits |= self.paginated(name) | self.waitable(name) | self.http(data)
        operation = {"type": "operation"}
        for side in ("input", "output"):
            target = data.get(side, {}).get("shape")
            operation[side] = self.target(target) if target else {"target": PRELUDE + "Unit"}
        operation["errors"] = [self.target(error["shape"]) for error in data.get("errors", [])]
        return operation | {"traits": traits}

    def http(self, data):
        """The method and URI, whose labels have the names of their members."""
        if self.metadata["protocol"] != "rest-json":
            return {}
        http, uri = data["http"], data["http"]["requestUri"]
        members = self.model["shapes"][data["input"]["shape"]]["members"] if "input" in data else {}
        for key, member in members.items():
            if member.get("location") == "uri":
                uri = re.sub("{" + member["locationName"] + r"(\+?)}", "{" + key + r"\1}", uri)
        code = http.get("responseCode", 200)
        return {PRELUDE + "http": {"method": http["method"], "uri": uri, "code": code}}

    def paginated(self, name):
        """Smithy has one token and one list, at paths of names."""
        page = self.pages.get(name, {})
        kinds = {"input_token": "inputToken", "output_token": "outputToken",
                 "limit_key": "pageSize", "result_key": "items"}
        path = lambda value: isinstance(value, str) and re.fullmatch(r"\w+(\.\w+)*", value)
        found = {kinds[key]: page[key] for key in kinds if path(page.get(key))}
        has_tokens = {"inputToken", "outputToken"} <= set(found)
        return {PRELUDE + "paginated": found} if has_tokens else {}

    def waitable(self, name):
        waiters = {key: self.waiter(key, value) for key, value in self.waiters.items()
                   if value["operation"] == name}
        return {"smithy.waiters#waitable": waiters} if waiters else {}

    def waiter(self, name, data):
        acceptors = []
        for acceptor in data["acceptors"]:
            kind, expected = acceptor["matcher"], acceptor["expected"]
            if kind == "status":
                matcher = {"success": expected < 300}
            elif kind == "error":
                matcher = {"errorType": expected}
            else:
                comparator = COMPARATORS[kind, type(expected)]
                expected = json.dumps(expected) if isinstance(expected, bool) else expected
                matcher = {"output": {"path": acceptor["argument"], "expected": expected,
                                      "comparator": comparator}}
            acceptors.append({"state": acceptor["state"], "matcher": matcher})
        delay = data["delay"]
        more = {"maxDelay": delay} if delay > 120 else {}
        return {"acceptors": acceptors, "minDelay": delay} | more

    def shape(self, name, data):
        kind = data["type"]
        made = getattr(self, kind, self.simple)(name, data)
        traits = documentation(data) | made.pop("traits", {})
        if data.get("sensitive"):
            traits[PRELUDE + "sensitive"] = {}
        return made | {"traits": traits} if traits else made

    def simple(self, name, data):
        kind = data["type"]
        limits = {"min", "max", "pattern", "enum"}
        refuse(COMMON | limits | {"type", "sensitive", "timestampFormat", "streaming"}, data, name)
        traits = {PRELUDE + "streaming": {}} if data.get("streaming") else {}
        if "enum" in data:
            return {"type": "enum", "members": enumeration(data["enum"], self.variants(name))}
        limits = {key: data[key] for key in ("min", "max") if key in data}
        if limits:
            is_text = kind in ("string", "blob")
            traits[PRELUDE + ("length" if is_text else "range")] = limits
        if "pattern" in data:
            traits[PRELUDE + "pattern"] = anchored(data["pattern"])
        if "timestampFormat" in data:
            traits[PRELUDE + "timestampFormat"] = TIMESTAMPS[data["timestampFormat"]]
        return {"type": kind, "traits": traits}

    def variants(self, name):
        is_ec2 = self.metadata["serviceId"] == "EC2"
        return NAMES.get(name, {}) if is_ec2 else {}

    def list(self, name, data):
        refuse(COMMON | LIST, data, name)
        limits = {key: data[key] for key in ("min", "max") if key in data}
        return {
            "type": "list",
            "member": self.member(f"{name}$member", data["member"], "member"),
            "traits": {PRELUDE + "length": limits} if limits else {},
        }

    def map(self, name, data):
        refuse(COMMON | {"type", "key", "value", "min", "max", "flattened", "sensitive"}, data, name)
        made = {side: self.member(f"{name}${side}", data[side], side) for side in ("key", "value")}
        return {"type": "map"} | made

    def structure(self, name, data):
        known = COMMON | {"type", "members", "required", "sensitive", "union", "payload"}
        refuse(known | {"error", "exception", "fault", "event", "eventstream"}, data, name)
        required = data.get("required", [])
        members = {}
        for key, member in data["members"].items():
            members[key] = self.member(f"{name}${key}", member, key)
            if key in required:
                members[key].setdefault("traits", {})[PRELUDE + "required"] = {}
            if key == data.get("payload"):
                members[key].setdefault("traits", {})[PRELUDE + "httpPayload"] = {}
        streams = data.get("eventstream")
        kind = "union" if streams or data.get("union") else "structure"
        traits = {PRELUDE + "streaming": {}} if streams else {}
        return {"type": kind, "members": members, "traits": self.fault(data) | traits}

    def fault(self, data):
        """The traits of an error."""
        if not data.get("exception"):
            return {}
        error = data.get("error", {})
        status = error.get("httpStatusCode")
        # Some errors blame the sender although their status blames the server, which counts.
        is_client = (status or 400) < 500 and not data.get("fault")
        traits = {PRELUDE + "error": "client" if is_client else "server"}
        if status:
            traits[PRELUDE + "httpError"] = status
        if "code" in error:
            code = {"code": error["code"], "httpResponseCode": status or 400}
            traits["aws.protocols#awsQueryError"] = code
        return traits

    def member(self, where, data, name):
        known = COMMON | {"shape", "locationName", "queryName", "idempotencyToken", "sensitive"}
        known |= {"location", "eventpayload", "streaming"}
        refuse(known | {"timestampFormat", "xmlNamespace"}, data, where)
        traits = documentation(data)
        target = self.model["shapes"][data["shape"]]
        is_json = self.metadata["protocol"] == "rest-json"
        place = data.get("location")
        if place == "uri":
            traits[PRELUDE + "httpLabel"] = {}
        elif place == "statusCode":
            traits[PRELUDE + "httpResponseCode"] = {}
        elif place:
            traits[PRELUDE + PLACES[place]] = data["locationName"]
        if data.get("eventpayload"):
            traits[PRELUDE + "eventPayload"] = {}
        kind = "jsonName" if is_json else "xmlName"
        own = None if place else data.get("locationName", target.get("locationName"))
        names = {kind: own}
        if target.get("flattened"):
            traits[PRELUDE + "xmlFlattened"] = {}
            inner = target.get("member", {}).get("locationName")
            names["xmlName"] = inner or names["xmlName"]
        traits |= {PRELUDE + key: value for key, value in names.items()
                   if value and value != name}
        if data.get("queryName"):
            traits["aws.protocols#ec2QueryName"] = data["queryName"]
        if data.get("idempotencyToken"):
            traits[PRELUDE + "idempotencyToken"] = {}
        if "timestampFormat" in data:
            traits[PRELUDE + "timestampFormat"] = TIMESTAMPS[data["timestampFormat"]]
        made = self.target(data["shape"])
        return made | {"traits": traits} if traits else made


def main():
    service, name = sys.argv[1:]
    json.dump(Conversion(service, name).convert(), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
