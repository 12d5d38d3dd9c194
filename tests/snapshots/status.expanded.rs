const __DEF: &__api::TypeDef = &__api::TypeDef::Enum(__api::EnumDef {
    name: "Status",
    rust_name: "Status",
    docs: "",
    variants: &[
        __api::Variant {
            name: "in-review",
            graphql: "IN_REVIEW",
            rust_name: "InReview",
            ..__api::Variant::DEFAULT
        },
        __api::Variant {
            name: "live",
            graphql: "LIVE",
            rust_name: "Live",
            deprecated: ::core::option::Option::Some("no longer supported"),
            ..__api::Variant::DEFAULT
        },
    ],
    open: true,
});
#[automatically_derived]
impl __api::FieldValue for Status {
    const TYPE: __api::FieldType = __api::FieldType::Named("Status");
    const FINGERPRINT: u64 = 4778330530794704318u64;
    fn to_value(&self) -> __api::Value {
        __api::variant_value(
            __DEF,
            match self {
                Self::InReview => 0usize,
                Self::Live => 1usize,
            },
        )
    }
    fn from_value(
        __value: __api::Value,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        ::core::result::Result::Ok(
            match __api::variant(__DEF, &__value)? {
                0usize => Self::InReview,
                _ => Self::Live,
            },
        )
    }
    fn from_json(
        __json: __api::Json,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        Self::from_value(__api::variant_text(__DEF, __json)?)
    }
    fn types(__types: &mut __api::Types) {
        if __types.add(__DEF) {}
    }
}
