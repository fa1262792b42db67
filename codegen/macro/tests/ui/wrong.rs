mod no_arguments {
    hammersmith_macro::client!();
}

mod several_mistakes {
    hammersmith_macro::client!(
        modle = "model.json",
        operations = [Buy, 3, "A" "B", { C }],
        client = "nevr",
        service = Shop,
        service = "Shop",
        resources = [],
        resources,
        "resources" = [],
    );
}

mod no_text {
    hammersmith_macro::client!(model = true, operations =);
}

mod nothing {
    hammersmith_macro::client!(model = "shop.json", , operations = [Buy,, Sell]);
}

mod no_comma {
    hammersmith_macro::client!(model = "shop.json" operations = [Buy]);
}

mod no_such_file {
    hammersmith_macro::client!(model = ["shop.json", "shp.json"]);
}

mod wrong_model {
    hammersmith_macro::client!(model = "broken.json");
}

mod no_such_operation {
    hammersmith_macro::client!(
        model = "shop.json",
        operations = [Buyy, Buy, "Sel"],
        resources = [Shelves]
    );
}

mod no_such_service {
    hammersmith_macro::client!(model = "shop.json", service = Shopp);
}

mod no_protocol {
    hammersmith_macro::client!(model = "mute.json");
}

macro_rules! passing_on {
    ($operation:ident, $model:literal) => {
        hammersmith_macro::client!(model = $model, operations = [$operation]);
    };
}

mod passed_on {
    passing_on!(Bye, "shop.json");
}

mod wrong_tests {
    hammersmith_macro::client!(
        model = "shop.json",
        protocol_tests = "yes",
        protocol_test = "on"
    );
}

mod wrong_names {
    hammersmith_macro::client!(
        model = "shop.json",
        rename = { "com.example#Sal" = "Sell", "a.shop#Buy" = "buy" }
    );
}

mod no_names {
    hammersmith_macro::client!(model = "shop.json", rename = { "com.example#Sal": "Sell" });
}

mod wrong_waiters {
    hammersmith_macro::client!(
        model = "shop.json",
        waiters = {
            Sold = { operation = "Buy", acceptors = [{ state = "sucess", matcher = { success = true } }] },
            Bought = { operation = "Buy", acceptors = [] },
        },
        rules = { header = { "a" = "b" } }
    );
}

mod waiters_of_nothing {
    hammersmith_macro::client!(
        model = "shop.json",
        waiters = {
            Bought = { operation = "By", acceptors = [] },
            Sold = { operation = "Buy", acceptors = [
                { state = "success", matcher = { output = {
                    path = "prise", comparator = "stringEquals", expected = "1",
                } } },
            ] },
        },
        rules = { may_stall = ["By"] }
    );
}

mod no_data {
    hammersmith_macro::client!(model = "shop.json", waiters = { Bought = Buy }, rules = "x");
}

mod no_string {
    hammersmith_macro::client!(
        model = "shop.json",
        client = never,
        strict = true,
        docs = long
    );
}

mod several_services {
    hammersmith_macro::client!(model = ["shop.json", "bank.json"], operations = [Buy]);
}
