//! Random sequences of writes, replayed against a model in memory: after each, the answer and all
//! rows are what the model says.

use std::collections::BTreeMap;
use std::sync::Arc;

use auto_api::model::{WriteAction, Zone};
use auto_api::{AutoApi, Database};
use auto_api_tests::support::both::empty;
use auto_api_tests::support::changes::Changes;
use auto_api_tests::support::random::{Random, rounds};
use serde_json::{Value as Json, json};

/// A shelf.
#[derive(AutoApi, Debug, Clone, PartialEq)]
#[api(plural = "shelves", has_many(books: Book))]
pub(crate) struct Shelf {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
    /// What it is called.
    #[api(unique)]
    pub(crate) name: String,
    /// How many books it takes.
    #[api(default = 10)]
    pub(crate) room: i32,
    /// Counts the writes.
    #[api(version)]
    pub(crate) version: i32,
}

/// A book.
#[derive(AutoApi, Debug, Clone, PartialEq)]
pub(crate) struct Book {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
    /// Where it stands.
    #[api(references = Shelf, on_delete = cascade)]
    pub(crate) shelf_id: i64,
    /// Its number.
    #[api(unique)]
    pub(crate) isbn: String,
    /// Its title.
    pub(crate) title: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Library {
    shelves: BTreeMap<i64, (String, i64, i64)>,
    books: BTreeMap<i64, (i64, String, Option<String>)>,
}

impl Library {
    fn shelf_named(&self, name: &str) -> Option<i64> {
        let mut all = self.shelves.iter();
        all.find(|(_, shelf)| shelf.0 == name).map(|(id, _)| *id)
    }

    fn has_isbn(&self, isbn: &str) -> bool {
        self.books.values().any(|book| book.1 == isbn)
    }

    fn remove_shelf(&mut self, id: i64) -> bool {
        self.books.retain(|_, book| book.0 != id);
        self.shelves.remove(&id).is_some()
    }
}

struct Replay {
    changes: Changes,
    library: Library,
    random: Random,
}

impl Replay {
    fn name(&mut self) -> String {
        format!("shelf {}", self.random.below(12))
    }

    fn isbn(&mut self) -> String {
        format!("isbn {}", self.random.below(30))
    }

    fn shelf(&mut self) -> i64 {
        let at = self.random.below(self.library.shelves.len() + 1);
        let known = self.library.shelves.keys().nth(at);
        known.copied().unwrap_or(4711)
    }

    async fn run(&self, model: &str, action: WriteAction, args: &Json, fields: &str) -> Json {
        self.changes.run(model, action, args, fields).await
    }

    /// One write; the code it must be refused with, if it must.
    async fn step(&mut self) {
        match self.random.below(9) {
            0 => self.create_shelf().await,
            1 => self.create_books().await,
            2 => self.update_shelf().await,
            3 => self.upsert_shelf().await,
            4 => self.delete_shelf().await,
            5 => self.retitle_books().await,
            6 => self.delete_books().await,
            7 => self.nested().await,
            _ => self.rename_each().await,
        }
    }

    async fn create_shelf(&mut self) {
        let name = self.name();
        let made = self
            .run(
                "Shelf",
                WriteAction::Create,
                &json!({"input": {"name": name}}),
                "id",
            )
            .await;
        if self.library.shelf_named(&name).is_some() {
            return refused(&made, &["UNIQUE"]);
        }
        let id = int(&made["object"]["id"]);
        self.library.shelves.insert(id, (name, 10, 1));
    }

    async fn create_books(&mut self) {
        let count = 1 + self.random.below(5);
        let skips = self.random.below(2) == 0;
        let rows: Vec<_> = (0..count).map(|_| (self.shelf(), self.isbn())).collect();
        let inputs: Vec<Json> = rows
            .iter()
            .map(|(shelf, isbn)| json!({"shelf_id": shelf, "isbn": isbn}))
            .collect();
        let on_error = if skips { "SKIP_INVALID" } else { "ABORT" };
        let args = json!({"inputs": inputs, "on_error": on_error});
        let made = self.run("Book", WriteAction::CreateMany, &args, "id").await;
        let mut after = self.library.clone();
        let mut codes = Vec::new();
        for (at, (shelf, isbn)) in rows.iter().enumerate() {
            // SQLite checks unique keys before references; so does PostgreSQL.
            if after.has_isbn(isbn) {
                codes.push("UNIQUE");
            } else if !after.shelves.contains_key(shelf) {
                codes.push("FOREIGN_KEY");
            } else {
                let id = made["objects"][at]["id"]
                    .as_str()
                    .map_or(-1 - i64::try_from(at).unwrap(), |id| id.parse().unwrap());
                after.books.insert(id, (*shelf, isbn.clone(), None));
                continue;
            }
            if !skips {
                break;
            }
        }
        refused(&made, &codes);
        if skips || codes.is_empty() {
            self.library = after;
        }
    }

    async fn update_shelf(&mut self) {
        let (id, name) = (self.shelf(), self.name());
        let known = self.library.shelves.get(&id).cloned();
        let expected = (self.random.below(3) == 0).then(|| {
            known.as_ref().map_or(1, |shelf| shelf.2) + i64::from(self.random.below(2) == 0)
        });
        let args =
            json!({"key": {"id": id}, "input": {"name": name}, "expected_version": expected});
        let done = self.run("Shelf", WriteAction::Update, &args, "id").await;
        let Some((_, room, version)) = known else {
            return refused(&done, &["NOT_FOUND"]);
        };
        if expected.is_some_and(|expected| expected != version) {
            return refused(&done, &["CONFLICT"]);
        }
        if self
            .library
            .shelf_named(&name)
            .is_some_and(|other| other != id)
        {
            return refused(&done, &["UNIQUE"]);
        }
        refused(&done, &[]);
        self.library.shelves.insert(id, (name, room, version + 1));
    }

    async fn upsert_shelf(&mut self) {
        let (name, room) = (self.name(), i64::try_from(self.random.below(50)).unwrap());
        let args = json!({"input": {"name": name, "room": room}, "on": ["name"]});
        let done = self.run("Shelf", WriteAction::Upsert, &args, "id").await;
        refused(&done, &[]);
        let id = int(&done["object"]["id"]);
        let version = self.library.shelves.get(&id).map_or(0, |shelf| shelf.2);
        assert_eq!(self.library.shelf_named(&name).unwrap_or(id), id);
        self.library.shelves.insert(id, (name, room, version + 1));
    }

    async fn delete_shelf(&mut self) {
        let id = self.shelf();
        let done = self
            .run(
                "Shelf",
                WriteAction::Delete,
                &json!({"key": {"id": id}}),
                "name",
            )
            .await;
        let codes: &[&str] = if self.library.remove_shelf(id) {
            &[]
        } else {
            &["NOT_FOUND"]
        };
        refused(&done, codes);
    }

    async fn retitle_books(&mut self) {
        let (id, most) = (self.shelf(), self.random.below(4));
        let title = (self.random.below(3) > 0).then(|| format!("title {}", self.random.below(9)));
        let args =
            json!({"filter": {"shelf_id": {"eq": id}}, "patch": {"title": title}, "at_most": most});
        let done = self.run("Book", WriteAction::UpdateMany, &args, "").await;
        let hit = self
            .library
            .books
            .values()
            .filter(|book| book.0 == id)
            .count();
        if hit > most {
            return refused(&done, &["TOO_MANY_ROWS"]);
        }
        refused(&done, &[]);
        assert_eq!(done["affected"], hit);
        for book in self.library.books.values_mut().filter(|book| book.0 == id) {
            book.2.clone_from(&title);
        }
    }

    async fn delete_books(&mut self) {
        let prefix = format!("isbn {}", self.random.below(3));
        let args = json!({"filter": {"or": [{"isbn": {"starts_with": prefix}}, {"title": {"eq": "title 3"}}]}});
        let done = self.run("Book", WriteAction::DeleteMany, &args, "").await;
        refused(&done, &[]);
        let before = self.library.books.len();
        self.library
            .books
            .retain(|_, book| !book.1.starts_with(&prefix) && book.2.as_deref() != Some("title 3"));
        assert_eq!(done["affected"], before - self.library.books.len());
    }

    /// A shelf along with books, of which one may be there already.
    async fn nested(&mut self) {
        let name = self.name();
        let isbns: Vec<String> = (0..self.random.below(4)).map(|_| self.isbn()).collect();
        let books: Vec<Json> = isbns.iter().map(|isbn| json!({"isbn": isbn})).collect();
        let args = json!({"input": {"name": name, "books": {"create": books}}});
        let done = self.run("Shelf", WriteAction::Create, &args, "id").await;
        if self.library.shelf_named(&name).is_some() {
            return refused(&done, &["UNIQUE"]);
        }
        let mut after = self.library.clone();
        let id = done["object"]["id"]
            .as_str()
            .map_or(-1, |id| id.parse().unwrap());
        after.shelves.insert(id, (name, 10, 1));
        for (at, isbn) in isbns.iter().enumerate() {
            if after.has_isbn(isbn) {
                assert_eq!(
                    done["errors"][0]["path"],
                    json!(["input", "books", "create", at.to_string(), "isbn"])
                );
                return refused(&done, &["UNIQUE"]);
            }
            // Their keys are read along with all rows.
            after
                .books
                .insert(-1 - i64::try_from(at).unwrap(), (id, isbn.clone(), None));
        }
        refused(&done, &[]);
        self.library = after;
    }

    async fn rename_each(&mut self) {
        let (one, two) = (self.shelf(), self.shelf());
        let (first, second) = (self.name(), self.name());
        let item =
            |id: i64, name: &str| json!({"key": {"id": id}, "patch": {"name": name, "room": 1}});
        let args = json!({"items": [item(one, &first), item(two, &second)]});
        let done = self
            .run("Shelf", WriteAction::UpdateMany, &args, "id")
            .await;
        let mut after = self.library.clone();
        for (at, (id, name)) in [(one, first), (two, second)].into_iter().enumerate() {
            let Some((_, _, version)) = after.shelves.get(&id).cloned() else {
                assert_eq!(done["errors"][0]["index"], at);
                return refused(&done, &["NOT_FOUND"]);
            };
            if after.shelf_named(&name).is_some_and(|other| other != id) {
                return refused(&done, &["UNIQUE"]);
            }
            after.shelves.insert(id, (name, 1, version + 1));
        }
        refused(&done, &[]);
        self.library = after;
    }

    /// All rows are what the library has; keys that it does not know it learns.
    async fn compare(&mut self) {
        let db = &self.changes.database;
        let shelves = Shelf::query().all(db).await.unwrap();
        let found: BTreeMap<_, _> = shelves
            .into_iter()
            .map(|shelf| {
                (
                    shelf.id,
                    (shelf.name, i64::from(shelf.room), i64::from(shelf.version)),
                )
            })
            .collect();
        assert_eq!(found, self.library.shelves);
        let books = Book::query().all(db).await.unwrap();
        let found: BTreeMap<_, _> = books
            .into_iter()
            .map(|book| (book.id, (book.shelf_id, book.isbn, book.title)))
            .collect();
        let sorted = |books: &BTreeMap<i64, (i64, String, Option<String>)>| {
            let mut books: Vec<_> = books.values().cloned().collect();
            books.sort();
            books
        };
        assert_eq!(sorted(&found), sorted(&self.library.books));
        self.library.books = found;
    }
}

fn int(json: &Json) -> i64 {
    json.as_str()
        .unwrap_or_else(|| panic!("no key: {json}"))
        .parse()
        .unwrap()
}

fn refused(answer: &Json, codes: &[&str]) {
    let errors = answer["errors"].as_array().unwrap();
    let found: Vec<_> = errors
        .iter()
        .map(|error| error["code"].as_str().unwrap())
        .collect();
    assert_eq!(found, codes, "{answer}");
}

async fn replay(seed: u64, steps: usize, database: Database) {
    let zone = Zone::new("replay")
        .model::<Shelf>()
        .model::<Book>()
        .build()
        .unwrap();
    database.migrate(&zone).await.unwrap();
    let changes = Changes {
        zone: Arc::new(zone),
        database,
    };
    let mut replay = Replay {
        changes,
        library: Library::default(),
        random: Random::new(seed),
    };
    for _ in 0..steps {
        replay.step().await;
        replay.compare().await;
    }
    assert!(replay.library.shelves.len() > 1);
}

/// `AUTO_API_ROUNDS` times as many, if one likes.
#[tokio::test]
async fn random_writes_do_what_a_model_says() {
    for seed in 0..rounds(6) {
        replay(seed, 200, empty().await).await;
    }
}
