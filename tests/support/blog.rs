//! A small blog with rows that are known: three users, six posts, comments, tags.

use auto_api::model::Zone;
use auto_api::plan::Dialect;
use auto_api::{Database, Record};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::both::{empty, on};
use super::store::insert;
use crate::models::blog::{
    Address, Comment, Email, Post, PostTag, Profile, Role, Status, Tag, User,
};

/// The zone of Rust code: everything shows.
pub fn zone() -> Zone {
    zone_of(Zone::new("blog").unrestricted())
}

/// The blog's models in a zone.
pub fn zone_of(builder: auto_api::model::ZoneBuilder) -> Zone {
    builder
        .model::<User>()
        .model::<Profile>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
        .build()
        .unwrap()
}

/// The rows.
#[derive(Debug, Clone)]
pub struct Blog {
    /// Somebody of each role.
    pub users: Vec<User>,
    /// The first user's.
    pub profiles: Vec<Profile>,
    /// Of all three but the last state.
    pub posts: Vec<Post>,
    /// Some answer others.
    pub comments: Vec<Comment>,
    /// By label.
    pub tags: Vec<Tag>,
    /// None, one or two for each post.
    pub post_tags: Vec<PostTag>,
}

/// The key of that number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// So many hours after the first moment of 2024.
pub fn at(hours: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2024-01-01T00:00:00Z".parse().unwrap();
    start + TimeDelta::hours(hours)
}

/// The rows, the same each time.
// A deprecated field is a column as any other.
#[allow(deprecated)]
pub fn rows() -> Blog {
    let user = |number: u128, name: &str, role| User {
        id: id(number),
        name: name.to_owned(),
        email: Email(format!("{}@example.org", name.to_lowercase())),
        role,
        address: (number == 1).then(|| Address {
            street: "Main 1".to_owned(),
            city: "Zürich".to_owned(),
            country_code: "CH".to_owned(),
            notes: vec!["bell".to_owned()],
            position: None,
        }),
        session: None,
    };
    let titles = [
        "Rust",
        "100% SQL",
        "Straße",
        "İstanbul",
        "rust again",
        "Last",
    ];
    let post = |(at_row, title): (usize, &&str)| {
        let number = u128::try_from(at_row).unwrap() + 1;
        let hours = i64::try_from(at_row).unwrap();
        Post {
            id: id(100 + number),
            slug: format!("post-{number}"),
            title: (*title).to_owned(),
            body: format!("The body of {title}."),
            status: [Status::Published, Status::Draft, Status::Published][at_row % 3],
            author_id: id(1 + number % 2),
            editor_id: (number % 3 == 0).then(|| id(3)),
            views: hours * 10,
            published_at: (number % 4 != 0).then(|| at(hours)),
            moderation_note: (number == 2).then(|| "fine".to_owned()),
            headline: None,
            version: 1,
            created_at: at(hours),
            updated_at: at(hours + 100),
        }
    };
    let comment = |number: i64| Comment {
        id: number,
        post_id: id(101 + u128::try_from(number % 4).unwrap()),
        author_id: id(1 + u128::try_from(number % 3).unwrap()),
        parent_id: (number > 4).then_some(number - 4),
        body: format!("Comment {number}"),
        created_at: at(200 + number),
    };
    Blog {
        users: vec![
            user(1, "Ann", Role::Author),
            user(2, "Bob", Role::Author),
            user(3, "Cyd", Role::ChiefEditor),
        ],
        profiles: vec![Profile {
            user_id: id(1),
            bio: Some("Writes.".to_owned()),
        }],
        posts: titles.iter().enumerate().map(post).collect(),
        comments: (1..=9).map(comment).collect(),
        tags: ["db", "rust", "web"]
            .iter()
            .zip(1..)
            .map(|(label, id)| Tag {
                id,
                label: (*label).to_owned(),
            })
            .collect(),
        post_tags: (1..=6_i32)
            .flat_map(|post| (1..=post % 3).map(move |tag_id| (post, tag_id)))
            .map(|(post, tag_id)| PostTag {
                post_id: id(100 + u128::try_from(post).unwrap()),
                tag_id,
            })
            .collect(),
    }
}

impl Blog {
    /// The statements that insert the rows, for the suite's database.
    pub fn sql(&self, zone: &Zone) -> String {
        self.sql_for(on(), zone)
    }

    /// The statements that insert the rows.
    pub fn sql_for(&self, dialect: Dialect, zone: &Zone) -> String {
        inserts(dialect, zone, &self.users)
            + &inserts(dialect, zone, &self.profiles)
            + &inserts(dialect, zone, &self.posts)
            + &inserts(dialect, zone, &self.comments)
            + &inserts(dialect, zone, &self.tags)
            + &inserts(dialect, zone, &self.post_tags)
    }
}

/// The statements that insert records.
pub fn inserts<T: Record>(dialect: Dialect, zone: &Zone, records: &[T]) -> String {
    let entity = &zone.entities[zone.entity_of(T::MODEL.rust_name).unwrap()];
    let row = |record: &T| {
        (0..T::MODEL.fields.len())
            .map(|at| record.value(at))
            .collect()
    };
    records
        .iter()
        .map(|record| insert(dialect, entity, &row(record)))
        .collect()
}

/// A database of the suite's kind with the blog's rows.
pub async fn database() -> Database {
    seeded(empty().await).await
}

/// A database with the blog's rows, that had nothing.
pub async fn seeded(database: Database) -> Database {
    let (zone, dialect) = (zone(), database.dialect());
    database.migrate(&zone).await.unwrap();
    let sql = rows().sql_for(dialect, &zone);
    database.execute_batch(&sql).await.unwrap();
    database
}
