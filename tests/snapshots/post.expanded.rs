#[automatically_derived]
impl __api::HasModel for Post {
    const MODEL: &'static __api::Model = &__api::Model {
        name: "Post",
        rust_name: "Post",
        docs: "A post.",
        fields: &[
            __api::Field {
                name: "id",
                rust_name: "id",
                ty: __api::FieldType::Uuid,
                id: true,
                ..__api::Field::DEFAULT
            },
            __api::Field {
                name: "title",
                rust_name: "title",
                nullable: true,
                constraints: __api::Constraints {
                    max_length: ::core::option::Option::Some(200u32),
                    ..__api::Constraints::NONE
                },
                ..__api::Field::DEFAULT
            },
            __api::Field {
                name: "status",
                rust_name: "status",
                ty: __api::FieldType::Named("Status"),
                default: ::core::option::Option::Some(
                    __api::DefaultValue::Text("draft"),
                ),
                ..__api::Field::DEFAULT
            },
            __api::Field {
                name: "author_id",
                rust_name: "author_id",
                ty: __api::FieldType::I64,
                ..__api::Field::DEFAULT
            },
            __api::Field {
                name: "country_code",
                rust_name: "country_code",
                ..__api::Field::DEFAULT
            },
        ],
        relations: &[
            __api::Relation {
                name: "author",
                target: "User",
                kind: __api::RelationKind::BelongsTo {
                    fields: &["author_id"],
                    to: &[],
                    on_delete: __api::OnDelete::Cascade,
                },
                ..__api::Relation::DEFAULT
            },
            __api::Relation {
                name: "country",
                target: "Country",
                kind: __api::RelationKind::BelongsTo {
                    fields: &["country_code"],
                    to: &["code"],
                    on_delete: __api::OnDelete::Restrict,
                },
                ..__api::Relation::DEFAULT
            },
            __api::Relation {
                name: "comments",
                target: "Comment",
                ..__api::Relation::DEFAULT
            },
        ],
        indexes: &[
            __api::Index {
                name: ::core::option::Option::None,
                fields: &["status", "title"],
                unique: false,
            },
        ],
        order: &[
            __api::OrderKey {
                field: "title",
                direction: __api::Direction::Desc,
                nulls: __api::Nulls::Last,
            },
        ],
        ..__api::Model::DEFAULT
    };
    const FINGERPRINT: u64 = 6209058831244817180u64;
    fn types(__types: &mut __api::Types) {
        if __types.model(Self::MODEL) {
            <Status as __api::FieldValue>::types(__types);
            <User as __api::HasModel>::types(__types);
            <Country as __api::HasModel>::types(__types);
            <Comment as __api::HasModel>::types(__types);
            {
                #[allow(unused_imports)]
                use __api::NoMethods as _;
                __api::MethodsOf::<Self>::add(__types);
            }
        }
    }
}
#[automatically_derived]
impl __api::Record for Post {
    type Key = Uuid;
    fn read(
        __row: &mut __api::Row<'_>,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        ::core::result::Result::Ok(Self {
            id: __row.next()?,
            title: __row.next()?,
            status: __row.next()?,
            author_id: __row.next()?,
            country_code: __row.next()?,
            cache: ::core::default::Default::default(),
        })
    }
    fn value(&self, __position: usize) -> __api::Value {
        match __position {
            0usize => __api::FieldValue::to_value(&self.id),
            1usize => __api::FieldValue::to_value(&self.title),
            2usize => __api::FieldValue::to_value(&self.status),
            3usize => __api::FieldValue::to_value(&self.author_id),
            4usize => __api::FieldValue::to_value(&self.country_code),
            _ => __api::Value::Null,
        }
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl Post {
    ///A query for rows of `Post`.
    pub(crate) fn query() -> __api::Query<Self> {
        __api::Query::new()
    }
    ///The field `id`.
    pub(crate) const ID: __api::Column<Self, Uuid> = __api::Column::new(0usize);
    ///The field `title`.
    pub(crate) const TITLE: __api::Column<Self, String> = __api::Column::new(1usize);
    ///The field `status`.
    pub(crate) const STATUS: __api::Column<Self, Status> = __api::Column::new(2usize);
    ///The field `author_id`.
    pub(crate) const AUTHOR_ID: __api::Column<Self, i64> = __api::Column::new(3usize);
    ///The field `country_code`.
    pub(crate) const COUNTRY_CODE: __api::Column<Self, String> = __api::Column::new(
        4usize,
    );
    ///The relation `author`.
    pub(crate) const AUTHOR: __api::ToOne<Self, User> = __api::ToOne::new(0usize);
    ///The relation `country`.
    pub(crate) const COUNTRY: __api::ToOne<Self, Country> = __api::ToOne::new(1usize);
    ///The relation `comments`.
    pub(crate) const COMMENTS: __api::ToMany<Self, Comment> = __api::ToMany::new(2usize);
}
const _: fn(i64) -> <User as __api::Record>::Key = |__key| __key;
const _: __api::Column<Country, String> = Country::CODE;
const _: () = __api::assume::<Uuid>(&__api::FieldType::Uuid);
const _: () = __api::assume::<String>(&__api::FieldType::String);
const _: () = __api::assume::<Status>(&__api::FieldType::Named("Status"));
