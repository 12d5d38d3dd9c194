//! Full-text search: FTS5 on SQLite, `tsvector` on PostgreSQL.
//!
//! A word is letters and digits; every word must be there. Both databases get words that are cut
//! and folded here, and look for them in texts that they cut at the same characters.

use sea_query::{Expr, ExprTrait, Query};

use super::Planner;
use super::dialect::Dialect;
use super::filter::Place;
use super::operand::{fold, words};
use super::param::OperandForm;
use super::sql::{Sql, column};
use crate::ask::Input;
use auto_api_model::{Entity, Kind, Scalar};

impl Planner<'_> {
    /// The rows in whose texts all words are.
    pub(super) fn search(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        members: &[usize],
        input: &Input,
    ) -> Expr {
        self.count_operator();
        let entity = &self.zone.entities[place.entity];
        let text = Kind::Scalar(Scalar::String);
        let wanted = self.operand(sql, &text, OperandForm::Words, input);
        if self.dialect == Dialect::Postgres {
            let columns = members.iter().map(|&at| column(entity, place.alias, at));
            let document = document(columns.collect());
            let query = Expr::cust_with_expr("to_tsquery('simple', $1)", wanted);
            return Expr::cust_with_exprs("$1 @@ $2", [document, query]);
        }
        let table = entity.search_table();
        let mut found = Query::select();
        found.expr(Expr::col("rowid")).from(table.clone());
        found.and_where(Expr::cust_with_exprs(
            "? MATCH ?",
            [Expr::col(table), wanted],
        ));
        Expr::col((place.alias.to_owned(), "rowid")).in_subquery(found)
    }
}

/// The words of some columns, as an index has them, too.
pub(crate) fn document(columns: Vec<Expr>) -> Expr {
    let texts = columns.into_iter();
    let texts = texts.map(|column| Expr::cust_with_expr("COALESCE($1, '')", column));
    let all = texts.reduce(|all, text| Expr::cust_with_exprs("$1 || ' ' || $2", [all, text]));
    // Cut and folded by ICU: the server's own rules depend on the locale of its database.
    Expr::cust_with_expr(
        "to_tsvector('simple', translate(regexp_replace(lower(($1) COLLATE \"und-x-icu\"), '[^[:alnum:]]+', ' ', 'g'), 'ς', 'σ'))",
        all.unwrap_or_else(|| Expr::val("")),
    )
}

/// The statements that make SQLite's table of words, and keep it.
pub(crate) fn fts5_table(entity: &Entity) -> Option<Vec<String>> {
    let members = entity.model.search.iter();
    let columns: Option<Vec<&str>> = members
        .map(|name| Some(entity.members.get(entity.model.position(name)?)?.column))
        .collect();
    let columns = columns.filter(|columns| !columns.is_empty())?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let (table, words) = (quoted(&entity.table), quoted(&entity.search_table()));
    let list: Vec<_> = columns.iter().map(|name| quoted(name)).collect();
    let of = |row: &str| -> String {
        let values: Vec<_> = list.iter().map(|name| format!("{row}.{name}")).collect();
        values.join(", ")
    };
    let (old, new, list) = (of("old"), of("new"), list.join(", "));
    let content = entity.table.replace('\'', "''");
    let trigger = |event: &str, body: &str| {
        let name = quoted(&format!(
            "{}_{}",
            entity.search_table(),
            event.to_lowercase()
        ));
        format!("CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")
    };
    let add = format!("INSERT INTO {words} (rowid, {list}) VALUES (new.rowid, {new});");
    let remove = format!(
        "INSERT INTO {words} ({words}, rowid, {list}) VALUES ('delete', old.rowid, {old});"
    );
    Some(vec![
        format!(
            "CREATE VIRTUAL TABLE {words} USING fts5({list}, content='{content}', tokenize='unicode61 remove_diacritics 0')"
        ),
        format!("INSERT INTO {words} ({words}) VALUES ('rebuild')"),
        trigger("INSERT", &add),
        trigger("DELETE", &remove),
        trigger("UPDATE", &format!("{remove} {add}")),
    ])
}

/// A word, and whether only its beginning is given.
pub(super) type Word = (String, bool);

/// The words of a request.
pub(super) fn search_words(input: &Input) -> Result<Vec<Word>, String> {
    let text = words(input)?;
    let mut found: Vec<Word> = Vec::new();
    let mut word = String::new();
    for char in text.chars().chain([' ']) {
        if char.is_alphanumeric() {
            word.push(char);
        } else if !word.is_empty() {
            found.push((fold(&word), char == '*'));
            word.clear();
        }
    }
    match found.len() {
        0 => Err("`search` needs a word of letters or digits".to_owned()),
        1..=MOST_WORDS => Ok(found),
        _ => Err(format!("`search` takes {MOST_WORDS} words at most")),
    }
}

/// `"rust" "asyn"*`
pub(super) fn fts5(words: &[Word]) -> String {
    let each = words.iter().map(|(word, begins)| {
        let star = if *begins { "*" } else { "" };
        format!("\"{word}\"{star}")
    });
    each.collect::<Vec<_>>().join(" ")
}

/// `'rust' & 'asyn':*`
pub(super) fn tsquery(words: &[Word]) -> String {
    let each = words.iter().map(|(word, begins)| {
        let star = if *begins { ":*" } else { "" };
        format!("'{word}'{star}")
    });
    each.collect::<Vec<_>>().join(" & ")
}

/// More words than anybody searches for.
const MOST_WORDS: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let words = |text: &str| search_words(&Input::Text(text.to_owned()));
        let found = words("Rust's ASYN* \"Köln\" ').x-1").unwrap();
        let expected = [
            ("rust", false),
            ("s", false),
            ("asyn", true),
            ("köln", false),
            ("x", false),
            ("1", false),
        ];
        assert_eq!(
            found,
            expected.map(|(word, begins)| (word.to_owned(), begins))
        );
        assert_eq!(fts5(&found[..3]), "\"rust\" \"s\" \"asyn\"*");
        assert_eq!(tsquery(&found[..3]), "'rust' & 's' & 'asyn':*");
        assert!(words(" -* ").is_err());
        assert!(words(&"a ".repeat(33)).is_err());
    }
}
