const __DEF: &__api::TypeDef = &__api::TypeDef::Newtype(__api::NewtypeDef {
    rust_name: "Email",
    docs: "",
    inner: __api::FieldType::String,
    constraints: __api::Constraints {
        max_length: ::core::option::Option::Some(120u32),
        format: ::core::option::Option::Some(__api::Format::Email),
        ..__api::Constraints::NONE
    },
    validate: ::core::option::Option::None,
});
const _: () = __api::assume::<String>(&__api::FieldType::String);
#[automatically_derived]
impl __api::FieldValue for Email {
    const TYPE: __api::FieldType = __api::FieldType::Named("Email");
    const FINGERPRINT: u64 = 17405629014927113893u64;
    fn to_value(&self) -> __api::Value {
        <String as __api::FieldValue>::to_value(&self.0)
    }
    fn from_value(
        __value: __api::Value,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        ::core::result::Result::Ok(
            Self(<String as __api::FieldValue>::from_value(__value)?),
        )
    }
    fn from_json(
        __json: __api::Json,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        ::core::result::Result::Ok(
            Self(<String as __api::FieldValue>::from_json(__json)?),
        )
    }
    fn types(__types: &mut __api::Types) {
        if __types.add(__DEF) {}
    }
}
