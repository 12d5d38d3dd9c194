//! What requests become, without a database.

use auto_api_model::Case;

use super::super::sample::{lowered, lowered_in, told};
use crate::ask::{Args, Form, Input, Item, Read, Root};

fn reads(query: &str, variables: &str) -> (Vec<Read>, Vec<Input>) {
    let (lowered, slots) = lowered(query, variables).map_err(|all| told(&all)).unwrap();
    let roots = lowered.ask.roots.into_iter();
    let reads = roots.filter_map(|root| match root {
        Root::Read(read) => Some(read),
        Root::Fixed { .. } | Root::Write(_) | Root::Call(_) => None,
    });
    (reads.collect(), slots)
}

fn arguments(query: &str, variables: &str) -> (Args, Vec<Input>) {
    let (mut reads, slots) = reads(query, variables);
    (reads.remove(0).args, slots)
}

fn refused(query: &str, variables: &str) -> String {
    told(&lowered(query, variables).unwrap_err())
}

fn text(text: &str) -> Input {
    Input::Text(text.to_owned())
}

fn object(members: &[(&str, Input)]) -> Input {
    let members = members.iter();
    Input::Object(members.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

#[test]
fn every_form_and_member() {
    let query = r#"
        query Everything($first: Int = 2, $more: Boolean!) {
          __typename
          author(email: "a@b.c") { id name: first_name __typename }
          posts(filter: {status: {eq: LIVE}}, order_by: {views: DESC}, limit: 3) {
            id
            place { city within { __typename code: country_code } }
            author { posts(limit: 1) { title } ...Named }
          }
          post_pages(page: 2, per_page: 5) {
            items { id }
            page_info { total_count next: has_next_page __typename }
          }
          posts_connection(first: $first, after: "x") {
            edges { cursor node { title } __typename }
            nodes @include(if: $more) { id }
            total_count
            page_info { end_cursor }
          }
          posts_aggregate(filter: {published: {eq: true}}) {
            count sum { views __typename } max { price }
          }
        }
        fragment Named on Author { first_name ... @skip(if: $more) { email } }
    "#;
    let (lowered, slots) = lowered(query, r#"{"more": true}"#).unwrap();
    assert_eq!(slots, [Input::Int(2)]);
    insta::assert_debug_snapshot!(lowered.ask);
}

#[test]
fn fields_of_one_key_are_merged_in_order_of_first_appearance() {
    let query = "
        query ($no: Boolean = false) {
          posts { title ...A author { id } ... on Post { id title } }
          posts { views author { email } }
          skipped: posts @include(if: $no) { id }
        }
        fragment A on Post { author { id first_name } published @skip(if: true) }
    ";
    let (reads, _) = reads(query, "{}");
    assert_eq!(reads.len(), 1);
    let Form::List(items) = &reads[0].form else {
        panic!("not a list");
    };
    assert_eq!(
        keys(items),
        ["title", "author(id first_name email)", "id", "views"]
    );
}

fn keys(items: &[Item]) -> Vec<String> {
    let name = |item: &Item| match item {
        Item::Typename(key) | Item::Member { key, .. } | Item::Computed { key, .. } => {
            key.to_string()
        }
        Item::Link { read, .. } => match &read.form {
            Form::One(items) => format!("{}({})", read.key, keys(items).join(" ")),
            _ => read.key.to_string(),
        },
    };
    items.iter().map(name).collect()
}

#[test]
fn leaves_of_variables_are_slots_and_the_rest_is_shape() {
    let query = "query ($f: PostFilter, $n: Int, $c: String) {
        posts_connection(filter: $f, first: $n, after: $c) { total_count }
    }";
    let variables = r#"{"n": 3, "f": {"status": {"in": ["LIVE", "DRAFT"]}, "views": {"gt": "9007199254740993"},
        "id": {"in": ["a", "b"]}, "published": {"eq": true}, "title": {"eq": null},
        "or": [{"price": {"lt": 1.50}}, {"extra": {"path": {"path": "a.0", "eq": [1, null]}}}]}}"#;
    let (args, slots) = arguments(query, variables);
    let name = |name: &str| Input::Enum(name.to_owned());
    let path = object(&[
        ("path", text("a.0")),
        ("eq", Input::Json(serde_json::json!([1, null]))),
    ]);
    let filter = object(&[
        (
            "status",
            object(&[("in", Input::List(vec![name("LIVE"), name("DRAFT")]))]),
        ),
        ("views", object(&[("gt", Input::Slot(0))])),
        ("id", object(&[("in", Input::Slot(1))])),
        ("published", object(&[("eq", Input::Bool(true))])),
        ("title", object(&[("eq", Input::Null)])),
        (
            "or",
            Input::List(vec![
                object(&[("price", object(&[("lt", Input::Slot(2))]))]),
                object(&[("extra", object(&[("path", path)]))]),
            ]),
        ),
    ]);
    assert_eq!(args.filter, Some(filter));
    assert_eq!((args.first, args.after), (Some(Input::Slot(3)), None));
    assert_eq!(
        slots,
        [
            text("9007199254740993"),
            Input::List(vec![text("a"), text("b")]),
            Input::Float(1.5),
            Input::Int(3)
        ]
    );
}

#[test]
fn absent_variables_leave_fields_out_and_null_arguments_are_absent() {
    let query = "query ($t: String, $l: Int) {
        posts(filter: {title: {eq: $t, ne: null}}, limit: $l, offset: null) { id }
    }";
    let (args, slots) = arguments(query, "{}");
    let filter = object(&[("title", object(&[("ne", Input::Null)]))]);
    assert_eq!((args.filter, slots.len()), (Some(filter), 0));
    assert_eq!((args.limit, args.offset), (None, None));
    let (args, _) = arguments(query, r#"{"t": null, "l": null}"#);
    let filter = object(&[("title", object(&[("eq", Input::Null), ("ne", Input::Null)]))]);
    assert_eq!((args.filter, args.limit), (Some(filter), None));
}

#[test]
fn literals_of_every_scalar() {
    let query = r#"query ($x: Int!) { posts(filter: {
        views: {in: [12345678901234567890, 5, "6"]},
        price: {between: [0.10, 2]},
        extra: {path: {path: "a", eq: {n: [1, 2.5, $x], t: "s", e: NAME}}},
        author: {birth_year: {eq: $x}}
    }) { id } }"#;
    let (args, slots) = arguments(query, r#"{"x": 7}"#);
    assert_eq!(slots, [], "a variable inside JSON is part of the plan");
    let json = serde_json::json!({"n": [1, 2.5, 7], "t": "s", "e": "NAME"});
    let path = object(&[("path", text("a")), ("eq", Input::Json(json))]);
    let large = Input::Raw("12345678901234567890".to_owned());
    let exact = Input::Raw("0.10".to_owned());
    let filter = object(&[
        (
            "views",
            object(&[("in", Input::List(vec![large, Input::Int(5), text("6")]))]),
        ),
        (
            "price",
            object(&[("between", Input::List(vec![exact, Input::Int(2)]))]),
        ),
        ("extra", object(&[("path", path)])),
        (
            "author",
            object(&[("birth_year", object(&[("eq", Input::Int(7))]))]),
        ),
    ]);
    assert_eq!(args.filter, Some(filter));
}

#[test]
fn both_cases_lower_alike() {
    let snake = "{ post_pages(order_by: {author_id: ASC}, per_page: 1) {
        page_info { has_next_page } items { place { country_code } author { first_name } } } }";
    let camel = "{ postPages(orderBy: {authorId: ASC}, perPage: 1) {
        page_info: pageInfo { has_next_page: hasNextPage }
        items { place { country_code: countryCode } author { first_name: firstName } } } }";
    let (snake, _) = lowered(snake, "{}").unwrap();
    let (camel, _) = lowered_in(Case::Camel, camel, "{}")
        .map_err(|all| told(&all))
        .unwrap();
    // The planner resolves the members of inputs; everything else is positions by now.
    let camel = format!("{:?}", camel.ask).replace("postPages", "post_pages");
    assert_eq!(
        format!("{:?}", snake.ask),
        camel.replace("authorId", "author_id")
    );
}

#[test]
fn one_key_is_given() {
    let (args, _) = arguments(r#"{ author(birth_year: 1, first_name: "x") { id } }"#, "{}");
    assert_eq!(args.key, [(2, text("x")), (3, Input::Int(1))]);
    for query in [
        "{ author { id } }",
        "{ author(id: null) { id } }",
        r#"{ author(id: 1, email: "x") { id } }"#,
        r#"{ author(first_name: "x") { id } }"#,
    ] {
        let told = refused(query, "{}");
        assert!(
            told.contains("exactly one key: `id`, or `email`, or `first_name` and `birth_year`"),
            "{query}: {told}"
        );
        assert!(
            told.contains(r#""locations":[{"line":1,"column":3}]"#),
            "{told}"
        );
        assert!(told.contains(r#""path":["author"]"#), "{told}");
    }
}

#[test]
fn introspection_is_part_of_the_ask() {
    let query = r"query ($name: String!) {
        a: __type(name: $name) { name fields { name } }
        posts(limit: 1) { id }
        __schema { queryType { name } }
    }";
    let (lowered, slots) = lowered(query, r#"{"name": "PageInfo"}"#).unwrap();
    assert!(slots.is_empty());
    let keys: Vec<String> = (lowered.ask.roots.iter())
        .map(|root| match root {
            Root::Fixed { key, json } => format!("{key} {json}"),
            Root::Read(read) => read.key.to_string(),
            Root::Write(write) => write.key.to_string(),
            Root::Call(call) => call.key.to_string(),
        })
        .collect();
    assert!(keys[0].starts_with(r#"a {"name":"PageInfo","fields":[{"name":"has_next_page"}"#));
    assert_eq!(
        keys[1..],
        ["posts", r#"__schema {"queryType":{"name":"Query"}}"#]
    );
}

#[test]
fn exactly_one_order_key_a_time() {
    let accepted = [
        "{views: ASC}",
        "[{views: ASC}, {title: DESC}]",
        "[]",
        "{author: {id: ASC}}",
    ];
    for order in accepted {
        arguments(&format!("{{ posts(order_by: {order}) {{ id }} }}"), "{}");
    }
    for order in [
        "{}",
        "{views: ASC, title: ASC}",
        "{views: null}",
        "{author: {}}",
    ] {
        let told = refused(&format!("{{ posts(order_by: {order}) {{ id }} }}"), "{}");
        assert!(told.contains("exactly one field of `"), "{order}: {told}");
    }
    let query = "query ($o: [PostOrder!], $d: OrderDirection) { posts(order_by: $o) { id }
        b: posts(order_by: {views: $d}) { id } }";
    let told = refused(query, r#"{"d": "ASC"}"#);
    assert!(told.contains("exactly one field of `PostOrder`"), "{told}");
    let query = "query ($o: [PostOrder!]) { posts(order_by: $o) { id } }";
    for order in [
        r#"[{"views": "ASC", "title": "ASC"}]"#,
        "[{}]",
        r#"[{"views": null}]"#,
    ] {
        let told = refused(query, &format!(r#"{{"o": {order}}}"#));
        assert!(
            told.contains("must have exactly one field of `PostOrder`"),
            "{order}: {told}"
        );
    }
    let (args, _) = arguments(query, r#"{"o": {"views": "DESC"}}"#);
    let direction = Input::Enum("DESC".to_owned());
    assert_eq!(
        args.order_by,
        Some(Input::List(vec![object(&[("views", direction)])]))
    );
}
