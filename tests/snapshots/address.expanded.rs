const __DEF: &__api::TypeDef = &__api::TypeDef::Value(__api::ValueDef {
    name: "Address",
    rust_name: "Address",
    docs: "",
    fields: &[
        __api::Field {
            name: "street",
            rust_name: "street",
            ..__api::Field::DEFAULT
        },
        __api::Field {
            name: "country",
            rust_name: "country",
            ty: __api::FieldType::Named("Country"),
            nullable: true,
            default: ::core::option::Option::Some(__api::DefaultValue::Text("DE")),
            ..__api::Field::DEFAULT
        },
        __api::Field {
            name: "notes",
            rust_name: "notes",
            ty: __api::FieldType::List(&__api::FieldType::String),
            default: ::core::option::Option::Some(__api::DefaultValue::OfType),
            ..__api::Field::DEFAULT
        },
    ],
    validate: ::core::option::Option::None,
});
const _: () = __api::assume::<String>(&__api::FieldType::String);
const _: () = __api::assume::<Country>(&__api::FieldType::Named("Country"));
const _: () = __api::assume::<
    Vec<String>,
>(&__api::FieldType::List(&__api::FieldType::String));
#[automatically_derived]
impl __api::FieldValue for Address {
    const TYPE: __api::FieldType = __api::FieldType::Named("Address");
    const FINGERPRINT: u64 = 5260676544106541995u64;
    fn to_value(&self) -> __api::Value {
        __api::object(
            __DEF,
            [
                __api::FieldValue::to_value(&self.street),
                __api::FieldValue::to_value(&self.country),
                __api::FieldValue::to_value(&self.notes),
            ],
        )
    }
    fn from_value(
        __value: __api::Value,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        Self::from_json(<__api::Json as __api::FieldValue>::from_value(__value)?)
    }
    fn from_json(
        __json: __api::Json,
    ) -> ::core::result::Result<Self, __api::ValueError> {
        let mut __members = __api::Members::new(__DEF, __json)?;
        ::core::result::Result::Ok(Self {
            street: __members.next()?,
            country: __members.next()?,
            notes: __members.next_or_default()?,
        })
    }
    fn types(__types: &mut __api::Types) {
        if __types.add(__DEF) {
            <Country as __api::FieldValue>::types(__types);
        }
    }
}
