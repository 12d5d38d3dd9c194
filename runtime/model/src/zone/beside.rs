//! What travels beside the data of a zone: functions of its models, and what the server makes of
//! the zone once.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Types;
use crate::Zone;

/// Something of a type that plain data cannot hold, such as functions.
pub(super) type Attached = &'static (dyn Any + Send + Sync);

impl Types {
    /// Puts something beside the type or model of that Rust name: called by generated code, which
    /// knows each only once.
    pub fn attach(&mut self, rust_name: &'static str, attached: Attached) {
        self.attached.push((rust_name, attached));
    }
}

impl Zone {
    /// What was put beside the type or model of that Rust name.
    ///
    /// ```
    /// use auto_api_model::{Field, FieldType, HasModel, Model, Types, Zone};
    /// struct Post;
    /// impl HasModel for Post {
    ///     const MODEL: &'static Model = &Model {
    ///         name: "Post",
    ///         rust_name: "Post",
    ///         fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
    ///         ..Model::DEFAULT
    ///     };
    ///     fn types(types: &mut Types) {
    ///         if types.model(Self::MODEL) {
    ///             types.attach("Post", &5_u8);
    ///         }
    ///     }
    /// }
    /// let zone = Zone::new("public").model::<Post>().build().unwrap();
    /// assert_eq!(zone.attached::<u8>("Post"), Some(&5));
    /// assert_eq!(zone.attached::<u8>("User"), None);
    /// ```
    pub fn attached<T: 'static>(&self, rust_name: &str) -> Option<&'static T> {
        let of = self.attached.iter().filter(|(name, _)| *name == rust_name);
        let mut found = of.filter_map(|(_, attached)| attached.downcast_ref());
        found.next()
    }

    /// What the server makes of the zone, made when it is first asked for: one thing a zone.
    pub fn kept<T: Send + Sync + 'static>(&self, make: impl FnOnce(&Self) -> T) -> Option<&T> {
        let kept = self.kept.0.get_or_init(|| Arc::new(make(self)));
        kept.downcast_ref()
    }
}

/// The place of what the server makes of a zone. A copy of the zone has its own, since it may be
/// changed.
#[derive(Default)]
pub struct Kept(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").finish_non_exhaustive()
    }
}
