//! The model as data.

use auto_api::Zone;
use auto_api::model::{
    Auto, DefaultValue, Direction, FieldType, HasModel, Join, Nulls, OnDelete, RelationKind,
    TypeDef, Types,
};
use auto_api_tests::models::blog::{Comment, Post, PostTag, Profile, Tag, User};
use auto_api_tests::models::kinds::Kinds;
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};

fn field<M: HasModel>(name: &str) -> &'static auto_api::model::Field {
    let position = M::MODEL.position(name).unwrap();
    &M::MODEL.fields[position]
}

#[test]
fn what_the_struct_says() {
    let post = Post::MODEL;
    assert_eq!((post.name, post.rust_name), ("Post", "Post"));
    assert_eq!(post.docs, "A post on the blog.");
    assert_eq!((post.page.default, post.page.max), (20, 200));
    assert_eq!(post.indexes[0].fields, ["status", "published_at"]);
    let order: Vec<_> = post
        .order
        .iter()
        .map(|k| (k.field, k.direction, k.nulls))
        .collect();
    assert_eq!(
        order,
        [
            ("published_at", Direction::Desc, Nulls::Last),
            ("title", Direction::Asc, Nulls::Last)
        ]
    );
    let rule = post.access.update.unwrap();
    assert_eq!(rule.source, "author_id == user . id");
    assert_eq!(PostTag::MODEL.zones, ["internal"]);
}

#[test]
fn what_fields_say() {
    let slug = field::<Post>("slug");
    assert!(slug.unique && !slug.index && slug.filter && slug.order);
    assert_eq!(slug.constraints.max_length, Some(120));
    assert_eq!(slug.constraints.pattern, Some("^[a-z0-9-]+$"));
    assert!(!field::<Post>("body").order);
    assert_eq!(field::<Post>("status").ty, FieldType::Named("Status"));
    assert_eq!(
        field::<Post>("status").default,
        Some(DefaultValue::Text("draft"))
    );
    assert_eq!(field::<Post>("version").auto, Some(Auto::Version));
    assert_eq!(field::<Post>("headline").deprecated, Some("use `title`"));
    assert_eq!(field::<Post>("moderation_note").zones, ["admin"]);
    assert!(field::<Post>("published_at").nullable);
    assert_eq!(
        field::<Kinds>("words").ty,
        FieldType::List(&FieldType::String)
    );
    assert_eq!(field::<Kinds>("medium").constraints.minimum, Some("-1000"));
    assert_eq!(field::<Order>("id").column, Some("order_no"));
}

#[test]
fn skipped_fields_are_not_there() {
    assert_eq!(User::MODEL.position("session"), None);
}

#[test]
fn names_that_were_written_are_verbatim() {
    let article = field::<OrderLine>("article");
    assert_eq!((article.name, article.verbatim), ("articleNumber", true));
    let ty = field::<Shipment>("type");
    assert_eq!(
        (ty.name, ty.rust_name, ty.verbatim),
        ("type", "type", false)
    );
    assert_eq!(Country::MODEL.plural_name(), "countries");
    assert_eq!(Order::MODEL.table_name(), "tbl_orders");
}

#[test]
fn references_come_first() {
    let relations = Post::MODEL.relations.iter();
    let relations: Vec<_> = relations.map(|r| (r.name, r.target)).collect();
    assert_eq!(
        relations,
        [
            ("author", "User"),
            ("editor", "User"),
            ("comments", "Comment"),
            ("tags", "Tag")
        ]
    );
    assert_eq!(Post::MODEL.relations[2].docs, "What readers said.");
    assert_eq!(
        Post::MODEL.relations[1].kind,
        RelationKind::BelongsTo {
            fields: &["editor_id"],
            to: &[],
            on_delete: OnDelete::SetNull
        }
    );
    assert_eq!(
        Order::MODEL.relations[0].kind,
        RelationKind::BelongsTo {
            fields: &["country_code"],
            to: &["code"],
            on_delete: OnDelete::Restrict
        }
    );
}

#[test]
fn constants_stand_at_their_positions() {
    let names = |model: &auto_api::model::Model, at: usize| model.fields[at].rust_name;
    assert_eq!(names(Post::MODEL, 2), "title");
    let shown = format!("{:?}", Post::TITLE);
    assert!(shown.contains("position: 2"), "{shown}");
    let shown = format!("{:?}", Post::TAGS);
    assert!(shown.contains("position: 3"), "{shown}");
    let _: auto_api::codegen::Column<Post, String> = Post::MODERATION_NOTE;
    let _: auto_api::codegen::ToOne<Post, User> = Post::EDITOR;
    let _: auto_api::codegen::ToMany<Comment, Comment> = Comment::REPLIES;
    let _: auto_api::codegen::Column<Shipment, String> = Shipment::TYPE;
}

#[test]
fn types_are_found_through_relations_and_fields() {
    let mut types = Types::default();
    User::types(&mut types);
    let models: Vec<_> = types.models().iter().map(|model| model.rust_name).collect();
    assert_eq!(
        models,
        ["User", "Post", "Comment", "Tag", "PostTag", "Profile"]
    );
    let names: Vec<_> = types.defs().iter().map(|def| def.rust_name()).collect();
    assert_eq!(names, ["Email", "Role", "Address", "Position", "Status"]);
    let TypeDef::Enum(status) = types.defs()[4] else {
        panic!("`Status` is an enum");
    };
    assert!(status.open);
    let variant = status.variants[2];
    assert_eq!((variant.name, variant.graphql), ("taken-back", "WITHDRAWN"));
    assert_eq!(variant.deprecated, Some("delete it (since 1.1.0)"));
}

#[test]
fn zones_of_them_resolve() {
    let blog = Zone::new("public")
        .model::<User>()
        .model::<Post>()
        .model::<Comment>();
    let blog = blog.model::<Tag>().model::<Profile>();
    let zone = blog
        .build()
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(!zone.entities[zone.entity_of("PostTag").unwrap()].visible);
    let orders = Zone::new("public").model::<Order>().model::<OrderLine>();
    let orders = orders.model::<Shipment>().model::<Country>();
    let zone = orders
        .build()
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let shipment = &zone.entities[2];
    let own = vec![1, 2];
    let other = vec![0, 1];
    assert_eq!(shipment.links[0].join, Join::Direct { own, other });
    Zone::new("public").model::<Kinds>().build().unwrap();
}
