//! Models with methods of every sort: with and without the row, with values, rows and nothing as
//! answers, with arguments of each kind of type.

use auto_api::{AutoApi, Ctx, Error, ErrorCode, Result};
use chrono::{DateTime, Utc};

/// How an essay is seen.
#[derive(AutoApi, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Being written.
    #[default]
    Draft,
    /// For all to read.
    Published,
}

/// A number of stars.
#[derive(AutoApi, Debug, Clone, PartialEq, Eq)]
#[api(minimum = 1, maximum = 5)]
pub struct Stars(pub i32);

/// What a text is made of.
#[derive(AutoApi, Debug, Clone, PartialEq)]
#[api(value)]
pub struct Shape {
    /// How many words.
    pub words: i32,
    /// The longest of them.
    pub longest: Option<String>,
    /// Whether it is published.
    pub stage: Stage,
}

/// A writer.
#[derive(AutoApi, Debug, Clone, PartialEq, Eq)]
#[api(has_many(essays: Essay))]
pub struct Writer {
    /// Its number.
    #[api(id)]
    pub id: i64,
    /// What others call it.
    pub name: String,
}

/// A text by a writer.
#[derive(AutoApi, Debug, Clone, PartialEq)]
pub struct Essay {
    /// Its number.
    #[api(id)]
    pub id: i64,
    /// The headline.
    #[api(max_length = 40)]
    pub title: String,
    /// The text.
    pub body: String,
    /// In a few words.
    pub summary: Option<String>,
    /// How it is seen.
    #[api(default)]
    pub stage: Stage,
    /// Since when it is published.
    #[api(read_only)]
    pub published_at: Option<DateTime<Utc>>,
    /// How often it was read; callers never see it.
    #[api(zones(none), default = 0)]
    pub reads: i64,
    /// Who wrote it.
    #[api(references = Writer, as = writer)]
    pub writer_id: i64,
    /// Counts writes.
    #[api(version)]
    pub version: i32,
}

#[auto_api::methods]
impl Essay {
    /// Words in the body.
    #[api(field)]
    pub fn word_count(body: &str) -> i32 {
        i32::try_from(body.split_whitespace().count()).unwrap_or(i32::MAX)
    }

    /// The title, and the summary if there is one.
    #[api(field)]
    fn headline(title: &str, summary: Option<&str>) -> String {
        match summary {
            Some(summary) => format!("{title}: {summary}"),
            None => title.to_owned(),
        }
    }

    /// What it is made of; fails for a body of one word too many.
    #[api(field)]
    fn shape(body: &str, stage: Stage) -> Result<Option<Shape>> {
        let words = Self::word_count(body);
        if body.contains("unspeakable") {
            return Err(Error::new(ErrorCode::Conflict, "this text has no shape"));
        }
        let longest = body.split_whitespace().max_by_key(|word| word.len());
        Ok((words > 0).then(|| Shape {
            words,
            longest: longest.map(str::to_owned),
            stage,
        }))
    }

    /// How popular it is, of what callers do not see.
    #[api(field)]
    fn popularity(reads: i64) -> i64 {
        reads * 9_007_199_254_740_993
    }

    /// Shows it to all.
    #[api(mutation)]
    async fn publish(&mut self, _: &Ctx<'_>) -> Result<()> {
        if self.stage == Stage::Published {
            return Err(Error::new(ErrorCode::Conflict, "it is published already"));
        }
        self.stage = Stage::Published;
        self.published_at = DateTime::from_timestamp(1_700_000_000, 0);
        Ok(())
    }

    /// Gives it another title; tells the one before.
    #[api(mutation)]
    async fn rename(
        &mut self,
        _: &Ctx<'_>,
        /// The new title.
        title: String,
        #[api(default = false)] shout: bool,
    ) -> Result<String> {
        let title = if shout { title.to_uppercase() } else { title };
        Ok(std::mem::replace(&mut self.title, title))
    }

    /// Reads it, as somebody: does not change the row itself.
    #[api(mutation)]
    async fn read(&self, ctx: &Ctx<'_>, #[api(minimum = 1)] times: Option<i32>) -> Result<i64> {
        let reads = self.reads + i64::from(times.unwrap_or(1));
        Essay::query()
            .filter(Essay::ID.eq(self.id))
            .update(Essay::READS.set(reads), ctx.tx())
            .await?;
        Ok(reads)
    }

    /// Makes an essay of each title.
    #[api(mutation)]
    async fn import(
        ctx: &Ctx<'_>,
        writer_id: i64,
        titles: Vec<String>,
        shape: Option<Shape>,
    ) -> Result<Vec<Essay>> {
        let mut made = Vec::new();
        let body = shape.map_or_else(String::new, |shape| {
            "word ".repeat(usize::try_from(shape.words).unwrap_or(0))
        });
        for title in titles {
            let essay = Essay::TITLE
                .set(title)
                .and(Essay::BODY, body.clone())
                .and(Essay::WRITER_ID, writer_id)
                .create(ctx.tx())
                .await?;
            made.insert(0, essay);
        }
        Ok(made)
    }

    /// Forgets how often anything was read.
    #[api(mutation)]
    async fn forget(ctx: &Ctx<'_>) -> Result<()> {
        Essay::query().update(Essay::READS.set(0), ctx).await?;
        Ok(())
    }

    /// Panics.
    #[api(mutation, zones(admin))]
    async fn explode(&mut self, _: &Ctx<'_>) -> Result<()> {
        "never".clone_into(&mut self.title);
        panic!("of no use");
    }

    /// Others by the same writer, the last first.
    #[api(query)]
    async fn similar(
        &self,
        ctx: &Ctx<'_>,
        /// How many at most.
        #[api(default = 10, minimum = 1, maximum = 100)]
        limit: i32,
    ) -> Result<Vec<Self>> {
        Essay::query()
            .filter(Essay::WRITER_ID.eq(self.writer_id) & Essay::ID.ne(self.id))
            .order_by(Essay::ID.desc())
            .limit(u32::try_from(limit).unwrap_or(1))
            .all(ctx.tx())
            .await
    }

    /// The one whose stage that is, if there is just one.
    #[api(query)]
    async fn only_one(ctx: &Ctx<'_>, stage: Stage, stars: Option<Stars>) -> Result<Option<Essay>> {
        let mut found = Essay::query()
            .filter(Essay::STAGE.eq(stage))
            .all(ctx.tx())
            .await?;
        if stars == Some(Stars(5)) {
            return Err(Error::new(ErrorCode::NotFound, "nothing is that good"));
        }
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Who wrote it.
    #[api(query)]
    async fn writer_of(&self, ctx: &Ctx<'_>) -> Result<Writer> {
        Writer::query()
            .filter(Writer::ID.eq(self.writer_id))
            .one(ctx.tx())
            .await
    }

    /// What a text is made of.
    #[api(query)]
    async fn measure(_: &Ctx<'_>, text: String, days: Vec<chrono::NaiveDate>) -> Result<Shape> {
        let words = Self::word_count(&text) + i32::try_from(days.len()).unwrap_or(0);
        Ok(Shape {
            words,
            longest: None,
            stage: Stage::Published,
        })
    }

    /// Tries to write, which a query cannot.
    #[api(query)]
    async fn cheat(ctx: &Ctx<'_>) -> Result<i32> {
        Essay::query().delete(ctx.tx()).await?;
        Ok(0)
    }

    /// Not for callers.
    pub fn is_long(&self) -> bool {
        Self::word_count(&self.body) > 1000
    }
}
