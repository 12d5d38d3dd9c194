//! Plain data as code. What has its usual value is left to `DEFAULT`, so that there is less to
//! compile.

mod field;
mod method;
mod type_def;

use auto_api_model::{
    Access, Direction, Distribution, Index, Load, Model, Nulls, OnDelete, OrderKey, PageSize,
    Relation, RelationKind, Rule,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

pub(super) use field::{field, field_type};
pub(super) use method::method;
pub(super) use type_def::type_def;

/// A struct of the model's vocabulary: its members that differ from `DEFAULT`.
struct Members {
    ty: &'static str,
    tokens: Vec<TokenStream>,
    /// Whether all differ, so that nothing is left to `DEFAULT`.
    is_whole: bool,
}

impl Members {
    fn of(ty: &'static str) -> Self {
        Self {
            ty,
            tokens: Vec::new(),
            is_whole: true,
        }
    }

    /// Spells a member if it differs from its usual value.
    fn put<T: PartialEq + Copy>(
        &mut self,
        name: &str,
        value: T,
        usual: T,
        spell: impl Fn(T) -> TokenStream,
    ) {
        if value == usual {
            self.is_whole = false;
        } else {
            let (name, value) = (format_ident!("{name}"), spell(value));
            self.tokens.push(quote!(#name: #value));
        }
    }

    fn text(&mut self, name: &str, value: &str) {
        self.put(name, value, "", |text| quote!(#text));
    }

    fn flag(&mut self, name: &str, value: bool, usual: bool) {
        self.put(name, value, usual, |flag| quote!(#flag));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        self.put(name, value, None, option);
    }

    fn end(self) -> TokenStream {
        self.end_with("DEFAULT")
    }

    /// Ends with the constant that has the usual values.
    fn end_with(self, usual: &str) -> TokenStream {
        let (ty, usual) = (format_ident!("{}", self.ty), format_ident!("{usual}"));
        let members = self.tokens;
        let rest = (!self.is_whole).then(|| quote!(..__api::#ty::#usual));
        quote!(__api::#ty { #(#members,)* #rest })
    }
}

/// A model.
pub(super) fn model(model: &Model) -> TokenStream {
    let mut members = Members::of("Model");
    members.text("name", model.name);
    members.text("rust_name", model.rust_name);
    members.text("docs", model.docs);
    members.optional("deprecated", model.deprecated);
    members.optional("table", model.table);
    members.optional("plural", model.plural);
    members.put("fields", model.fields, &[], |all| {
        list(all.iter().map(field))
    });
    members.put("relations", model.relations, &[], |all| {
        list(all.iter().map(relation))
    });
    members.put("indexes", model.indexes, &[], |all| {
        list(all.iter().map(index))
    });
    members.put("search", model.search, &[], texts);
    members.put("zones", model.zones, &[], texts);
    members.put("access", model.access, Access::NONE, access);
    members.put("page", model.page, PageSize::DEFAULT, |page| {
        let PageSize { default, max } = page;
        quote!(__api::PageSize { default: #default, max: #max })
    });
    members.put("order", model.order, &[], |all| list(all.iter().map(order)));
    let local = Distribution::Local;
    members.put("distribution", model.distribution, local, distribution);
    members.flag("audit", model.audit, false);
    members.flag("read_only", model.read_only, false);
    members.optional("validate", model.validate);
    members.end()
}

fn distribution(distribution: Distribution) -> TokenStream {
    match distribution {
        Distribution::Local => quote!(__api::Distribution::Local),
        Distribution::By(field) => quote!(__api::Distribution::By(#field)),
        Distribution::Everywhere => quote!(__api::Distribution::Everywhere),
    }
}

fn relation(relation: &Relation) -> TokenStream {
    let mut members = Members::of("Relation");
    members.text("name", relation.name);
    members.text("target", relation.target);
    members.put("kind", relation.kind, Relation::DEFAULT.kind, kind);
    members.text("docs", relation.docs);
    members.optional("deprecated", relation.deprecated);
    members.put("zones", relation.zones, &[], texts);
    members.put("access", relation.access, Access::NONE, access);
    members.put("load", relation.load, Load::Auto, load);
    members.end()
}

fn load(load: Load) -> TokenStream {
    match load {
        Load::Auto => quote!(__api::Load::Auto),
        Load::Keys => quote!(__api::Load::Keys),
        Load::Subquery => quote!(__api::Load::Subquery),
    }
}

fn kind(kind: RelationKind) -> TokenStream {
    match kind {
        RelationKind::BelongsTo {
            fields,
            to,
            on_delete,
        } => {
            let (fields, to) = (texts(fields), texts(to));
            let on_delete = match on_delete {
                OnDelete::Restrict => quote!(Restrict),
                OnDelete::Cascade => quote!(Cascade),
                OnDelete::SetNull => quote!(SetNull),
            };
            quote!(__api::RelationKind::BelongsTo {
                fields: #fields, to: #to, on_delete: __api::OnDelete::#on_delete
            })
        }
        RelationKind::HasOne { via } => {
            let via = texts(via);
            quote!(__api::RelationKind::HasOne { via: #via })
        }
        RelationKind::HasMany { via } => {
            let via = texts(via);
            quote!(__api::RelationKind::HasMany { via: #via })
        }
        RelationKind::ManyToMany { through, via, to } => {
            let (via, to) = (texts(via), texts(to));
            quote!(__api::RelationKind::ManyToMany { through: #through, via: #via, to: #to })
        }
    }
}

fn index(index: &Index) -> TokenStream {
    let (name, fields, unique) = (option(index.name), texts(index.fields), index.unique);
    quote!(__api::Index { name: #name, fields: #fields, unique: #unique })
}

fn order(key: &OrderKey) -> TokenStream {
    let field = key.field;
    let direction = match key.direction {
        Direction::Asc => quote!(Asc),
        Direction::Desc => quote!(Desc),
    };
    let nulls = match key.nulls {
        Nulls::First => quote!(First),
        Nulls::Last => quote!(Last),
    };
    quote!(__api::OrderKey {
        field: #field, direction: __api::Direction::#direction, nulls: __api::Nulls::#nulls
    })
}

fn access(access: Access) -> TokenStream {
    let rules = [
        ("read", access.read),
        ("create", access.create),
        ("update", access.update),
        ("delete", access.delete),
    ];
    let mut members = Members::of("Access");
    for (name, rule) in rules {
        members.put(name, rule, None, |rule| {
            option(rule.map(|Rule { source }| quote!(__api::Rule { source: #source })))
        });
    }
    members.end_with("NONE")
}

fn list(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote!(&[#(#items),*])
}

fn texts(texts: &[&str]) -> TokenStream {
    quote!(&[#(#texts),*])
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}
