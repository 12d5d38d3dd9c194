//! Tags, posts and comments.

use std::collections::BTreeSet;

use super::random::Random;
use super::words::{CLOSINGS, NOTES, OPENINGS, REPLIES, SENTENCES, SHORT_COMMENTS, TITLES, TOPICS};
use super::{beginning, text};
use crate::models::{Comment, Post, PostStatus, PostTag, Role, Tag, User};

/// How many posts there are; comments come to about nine on each that is published.
const POSTS: usize = 300;

/// A tag for each topic, in the same order.
pub(super) fn tags(random: &mut Random) -> Vec<Tag> {
    let topics = TOPICS.iter();
    let tags = topics.map(|topic| Tag {
        id: random.key(beginning()),
        name: topic.tag.to_owned(),
        description: Some(format!("Posts about {}.", topic.about)),
    });
    tags.collect()
}

/// The posts, oldest first, and what ties them to tags.
pub(super) fn posts(
    random: &mut Random,
    users: &[User],
    tags: &[Tag],
) -> (Vec<Post>, Vec<PostTag>) {
    let writers: Vec<&User> = users.iter().filter(|u| u.role != Role::Reader).collect();
    let (mut posts, mut post_tags) = (Vec::new(), Vec::new());
    let mut titles = BTreeSet::new();
    while posts.len() < POSTS {
        let topic = random.below(TOPICS.len());
        let thing = *random.one(&TOPICS[topic].things);
        let title = text::filled(random.one::<&str>(&TITLES), thing);
        if !titles.insert(title.clone()) {
            continue;
        }
        let author = random_writer(random, &writers);
        let post = post(random, author, thing, title);
        let mut about = BTreeSet::from([topic]);
        if random.percent(60) {
            about.insert(random.below(TOPICS.len()));
        }
        let ties = about.into_iter().map(|at| PostTag {
            post_id: post.id,
            tag_id: tags[at].id,
        });
        post_tags.extend(ties);
        posts.push(post);
    }
    posts.sort_by_key(|post| post.created_at);
    (posts, post_tags)
}

fn random_writer<'a>(random: &mut Random, writers: &[&'a User]) -> &'a User {
    // The first writers write most.
    let widest = 1 + random.below(writers.len());
    writers[random.below(widest)]
}

fn post(random: &mut Random, author: &User, thing: &str, title: String) -> Post {
    let created_at = random.after(author.created_at, 700);
    let status = match random.below(100) {
        0..12 => PostStatus::Draft,
        12..20 => PostStatus::Archived,
        _ => PostStatus::Published,
    };
    let is_out = status != PostStatus::Draft;
    let published_at = is_out.then(|| random.after(created_at, 14));
    let changes = random.below(4);
    let mut updated_at = published_at.unwrap_or(created_at);
    if changes > 0 {
        updated_at = random.after(updated_at, 30);
    }
    Post {
        id: random.key(created_at),
        slug: text::slug(&title),
        title,
        body: body(random, thing),
        status,
        author_id: author.id,
        views: if is_out { views(random) } else { 0 },
        published_at,
        moderation_note: random.percent(7).then(|| (*random.one(&NOTES)).to_owned()),
        version: i32::try_from(1 + changes).unwrap_or(1),
        created_at,
        updated_at,
    }
}

/// Most posts are read now and then, a few by everybody.
fn views(random: &mut Random) -> i64 {
    let usual = 40 + random.below(2_000);
    let times = if random.percent(5) { 30 } else { 1 };
    i64::try_from(usual * times).unwrap_or_default()
}

fn body(random: &mut Random, thing: &str) -> String {
    let mut paragraphs = vec![text::filled(random.one::<&str>(&OPENINGS), thing)];
    for _ in 0..2 + random.below(3) {
        let count = 2 + random.below(3);
        let sentences = random.some(count, &SENTENCES);
        let sentences: Vec<String> = sentences.iter().map(|s| text::filled(s, thing)).collect();
        paragraphs.push(sentences.join(" "));
    }
    paragraphs.push(text::filled(random.one::<&str>(&CLOSINGS), thing));
    paragraphs.join("\n\n")
}

/// Comments on what is published, each after its post, some of them answers.
pub(super) fn comments(random: &mut Random, posts: &[Post], users: &[User]) -> Vec<Comment> {
    let mut comments = Vec::new();
    for post in posts {
        let Some(published_at) = post.published_at else {
            continue;
        };
        let first = comments.len();
        let mut at = published_at;
        for _ in 0..random.below(20) {
            at = random.after(at, 3);
            let before: &[Comment] = &comments[first..];
            let parent = (!before.is_empty() && random.percent(35)).then(|| random.one(before));
            let said: &[&str] = if parent.is_some() {
                &REPLIES
            } else {
                &SHORT_COMMENTS
            };
            let comment = Comment {
                id: random.key(at),
                post_id: post.id,
                author_id: random.one(users).id,
                parent_id: parent.map(|parent| parent.id),
                body: (*random.one(said)).to_owned(),
                created_at: at,
            };
            comments.push(comment);
        }
    }
    comments
}
