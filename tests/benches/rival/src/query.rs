//! The root fields.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};

use crate::input::{Statement, TrackFilter, TrackOrderBy};
use crate::model::{Artist, Invoice, Track};
use crate::store::{Sql, Store, Value};

/// All columns of tracks.
pub(crate) const TRACKS: Sql = Sql {
    sqlite: "SELECT TrackId AS id, Name AS name, AlbumId AS album_id,
        MediaTypeId AS media_type_id, GenreId AS genre_id, Composer AS composer,
        Milliseconds AS milliseconds, Bytes AS bytes, UnitPrice AS unit_price
    FROM Track",
    postgres: "SELECT track_id AS id, name, album_id, media_type_id, genre_id, composer,
        milliseconds, bytes, unit_price
    FROM track",
};

const ARTISTS: Sql = Sql {
    sqlite: "SELECT ArtistId AS id, Name AS name FROM Artist ORDER BY ArtistId LIMIT $1 OFFSET $2",
    postgres: "SELECT artist_id AS id, name FROM artist ORDER BY artist_id LIMIT $1 OFFSET $2",
};

const INVOICES: Sql = Sql {
    sqlite: "SELECT InvoiceId AS id, CustomerId AS customer_id, InvoiceDate AS invoice_date,
        Total AS total
    FROM Invoice ORDER BY InvoiceId LIMIT $1 OFFSET $2",
    postgres: "SELECT invoice_id AS id, customer_id, invoice_date, total
    FROM invoice ORDER BY invoice_id LIMIT $1 OFFSET $2",
};

const INVOICE_COUNT: Sql = Sql {
    sqlite: "SELECT count(*) FROM Invoice",
    postgres: "SELECT count(*) FROM invoice",
};

/// The root.
pub(crate) struct Query;

/// A page of invoices.
#[derive(SimpleObject)]
#[graphql(rename_fields = "snake_case")]
struct InvoicePage {
    items: Vec<Invoice>,
    page_info: PageInfo,
}

/// Where a page is.
#[derive(SimpleObject)]
#[graphql(rename_fields = "snake_case")]
struct PageInfo {
    total_count: i64,
    page_count: i64,
    current_page: i64,
    has_next_page: bool,
}

fn store<'a>(context: &Context<'a>) -> Result<&'a Arc<Store>> {
    context.data::<Arc<Store>>()
}

#[Object(rename_fields = "snake_case", rename_args = "snake_case")]
impl Query {
    async fn track(&self, context: &Context<'_>, id: i32) -> Result<Option<Track>> {
        let store = store(context)?;
        let by_id = Sql {
            sqlite: " WHERE TrackId = $1",
            postgres: " WHERE track_id = $1",
        };
        let sql = store.pick(TRACKS).to_owned() + store.pick(by_id);
        let rows = store.rows(sql, vec![Value::Int(id.into())]).await?;
        Ok(rows.into_iter().next())
    }

    async fn tracks(
        &self,
        context: &Context<'_>,
        filter: Option<TrackFilter>,
        #[graphql(default)] order_by: Vec<TrackOrderBy>,
        #[graphql(default = 100)] limit: i64,
        #[graphql(default)] offset: i64,
    ) -> Result<Vec<Track>> {
        let store = store(context)?;
        let mut statement = Statement::new(store, TRACKS);
        if let Some(filter) = &filter {
            statement.tracks(filter);
        }
        statement.order(&order_by);
        statement.slice(limit, offset);
        Ok(store.rows(statement.text, statement.values).await?)
    }

    async fn artists(
        &self,
        context: &Context<'_>,
        #[graphql(default = 100)] limit: i64,
        #[graphql(default)] offset: i64,
    ) -> Result<Vec<Artist>> {
        let store = store(context)?;
        let sql = store.pick(ARTISTS).to_owned();
        let slice = vec![Value::Int(limit), Value::Int(offset)];
        Ok(store.rows(sql, slice).await?)
    }

    async fn invoice_pages(
        &self,
        context: &Context<'_>,
        #[graphql(default = 1)] page: i64,
        #[graphql(default = 100)] per_page: i64,
    ) -> Result<InvoicePage> {
        let store = store(context)?;
        let slice = vec![Value::Int(per_page), Value::Int((page - 1) * per_page)];
        let items = store.rows(store.pick(INVOICES).to_owned(), slice).await?;
        let count = store.pick(INVOICE_COUNT).to_owned();
        let counted: Vec<(i64,)> = store.rows(count, Vec::new()).await?;
        let total = counted.first().map_or(0, |row| row.0);
        Ok(InvoicePage {
            items,
            page_info: PageInfo {
                total_count: total,
                page_count: (total + per_page - 1) / per_page.max(1),
                current_page: page,
                has_next_page: page * per_page < total,
            },
        })
    }
}
