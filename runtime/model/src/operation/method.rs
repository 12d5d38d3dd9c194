//! The REST operations that are methods.

use crate::{Action, Entity, MethodKind, Procedure, Zone};

/// A REST operation that is a method: `POST /posts/{id}/publish`, `GET /posts/{id}/similar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodOperation {
    /// Its `operationId`: `posts_publish`.
    pub id: String,
    /// Where its entity is in [`Zone::entities`].
    pub entity: usize,
    /// Where it is in [`Entity::procedures`].
    pub procedure: usize,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path below the zone's, with the key's members in braces.
    pub path: String,
}

impl Zone {
    /// Every REST operation that is a method, by entity, in source order.
    ///
    /// ```
    /// use auto_api_model::{Field, FieldType, Method, Model, Receiver, Zone};
    /// static POST: Model = Model {
    ///     name: "Post",
    ///     rust_name: "Post",
    ///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
    ///     ..Model::DEFAULT
    /// };
    /// static PUBLISH: [Method; 1] = [Method {
    ///     name: "publish",
    ///     rust_name: "publish",
    ///     receiver: Receiver::Mutable,
    ///     ..Method::DEFAULT
    /// }];
    /// let zone = Zone::new("public").add(&POST).methods("Post", &PUBLISH).build().unwrap();
    /// let publish = &zone.method_operations()[0];
    /// assert_eq!((publish.method, &*publish.path), ("POST", "/posts/{id}/publish"));
    /// ```
    pub fn method_operations(&self) -> Vec<MethodOperation> {
        let mut all = Vec::new();
        for (at, entity) in self.entities.iter().enumerate() {
            for (nth, own) in entity.procedures.iter().enumerate() {
                if let Some(path) = self.method_path(entity, own) {
                    all.push(MethodOperation {
                        id: self.case.join(&entity.plural, own.method.name),
                        entity: at,
                        procedure: nth,
                        method: method(own),
                        path,
                    });
                }
            }
        }
        all
    }

    fn method_path(&self, entity: &Entity, own: &Procedure) -> Option<String> {
        if !own.visible || own.is_field() {
            return None;
        }
        let action = if own.is_of_row() {
            Action::Get
        } else {
            Action::List
        };
        let name = if own.method.verbatim {
            own.method.name.to_owned()
        } else {
            self.case.apply(own.method.name)
        };
        Some(format!("{}/{name}", entity.path(action)?))
    }
}

fn method(own: &Procedure) -> &'static str {
    if own.method.kind == MethodKind::Query {
        "GET"
    } else {
        "POST"
    }
}
