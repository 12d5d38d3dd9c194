//! The objects, as rows become them and as they are answered.

use async_graphql::dataloader::DataLoader;
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::NaiveDateTime;
use serde::Serialize;
use sqlx::FromRow;

use crate::loaders::{
    AlbumId, AlbumsOf, ArtistId, CustomerId, LinesOf, Loaders, TrackId, TracksOf,
};
use crate::money::Money;

/// A band, a composer or a performer.
#[derive(Clone, FromRow, SimpleObject)]
#[graphql(complex, rename_fields = "snake_case")]
pub(crate) struct Artist {
    pub(crate) id: i32,
    pub(crate) name: Option<String>,
}

/// A record of one artist.
#[derive(Clone, FromRow, SimpleObject)]
#[graphql(complex, rename_fields = "snake_case")]
pub(crate) struct Album {
    pub(crate) id: i32,
    pub(crate) title: String,
    pub(crate) artist_id: i32,
}

/// A piece of music.
#[derive(Clone, FromRow, SimpleObject, Serialize)]
#[graphql(complex, rename_fields = "snake_case")]
pub(crate) struct Track {
    pub(crate) id: i32,
    pub(crate) name: String,
    pub(crate) album_id: Option<i32>,
    pub(crate) media_type_id: i32,
    pub(crate) genre_id: Option<i32>,
    pub(crate) composer: Option<String>,
    pub(crate) milliseconds: i32,
    pub(crate) bytes: Option<i32>,
    pub(crate) unit_price: Money,
}

/// Somebody who buys.
#[derive(Clone, FromRow, SimpleObject)]
#[graphql(rename_fields = "snake_case")]
pub(crate) struct Customer {
    pub(crate) id: i32,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) country: Option<String>,
}

/// One purchase.
// Members are the answer's.
#[allow(clippy::struct_field_names)]
#[derive(Clone, FromRow, SimpleObject)]
#[graphql(complex, rename_fields = "snake_case")]
pub(crate) struct Invoice {
    pub(crate) id: i32,
    pub(crate) customer_id: i32,
    pub(crate) invoice_date: NaiveDateTime,
    pub(crate) total: Money,
}

/// One track on an invoice.
#[derive(Clone, FromRow, SimpleObject)]
#[graphql(complex, rename_fields = "snake_case")]
pub(crate) struct InvoiceLine {
    pub(crate) id: i32,
    pub(crate) invoice_id: i32,
    pub(crate) track_id: i32,
    pub(crate) unit_price: Money,
    pub(crate) quantity: i32,
}

fn loaders<'a>(context: &Context<'a>) -> Result<&'a DataLoader<Loaders>> {
    context.data::<DataLoader<Loaders>>()
}

#[ComplexObject(rename_fields = "snake_case")]
impl Artist {
    async fn albums(&self, context: &Context<'_>) -> Result<Vec<Album>> {
        let found = loaders(context)?.load_one(AlbumsOf(self.id)).await?;
        Ok(found.unwrap_or_default())
    }
}

#[ComplexObject(rename_fields = "snake_case")]
impl Album {
    async fn artist(&self, context: &Context<'_>) -> Result<Option<Artist>> {
        loaders(context)?.load_one(ArtistId(self.artist_id)).await
    }

    async fn tracks(&self, context: &Context<'_>) -> Result<Vec<Track>> {
        let found = loaders(context)?.load_one(TracksOf(self.id)).await?;
        Ok(found.unwrap_or_default())
    }
}

#[ComplexObject(rename_fields = "snake_case")]
impl Track {
    async fn album(&self, context: &Context<'_>) -> Result<Option<Album>> {
        match self.album_id {
            Some(id) => loaders(context)?.load_one(AlbumId(id)).await,
            None => Ok(None),
        }
    }
}

#[ComplexObject(rename_fields = "snake_case")]
impl Invoice {
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Customer>> {
        loaders(context)?
            .load_one(CustomerId(self.customer_id))
            .await
    }

    async fn invoice_lines(&self, context: &Context<'_>) -> Result<Vec<InvoiceLine>> {
        let found = loaders(context)?.load_one(LinesOf(self.id)).await?;
        Ok(found.unwrap_or_default())
    }
}

#[ComplexObject(rename_fields = "snake_case")]
impl InvoiceLine {
    async fn track(&self, context: &Context<'_>) -> Result<Option<Track>> {
        loaders(context)?.load_one(TrackId(self.track_id)).await
    }
}
