//! The users.

use super::random::Random;
use super::words::{CITIES, FAMILY_NAMES, GIVEN_NAMES, TOPICS};
use super::{beginning, text};
use crate::models::{Email, Profile, Role, User};

/// A user for each given name; the first is the editor, and every third writes posts.
pub(super) fn users(random: &mut Random) -> Vec<User> {
    let people = GIVEN_NAMES.iter().enumerate();
    people.map(|(n, given)| user(random, n, given)).collect()
}

fn user(random: &mut Random, n: usize, given: &str) -> User {
    let family = FAMILY_NAMES[n % FAMILY_NAMES.len()];
    let created_at = random.after(beginning(), 200);
    let handle = text::slug(given);
    User {
        id: random.key(created_at),
        email: Email(format!("{handle}.{}@example.com", text::slug(family))),
        handle,
        name: format!("{given} {family}"),
        role: match n {
            0 => Role::Editor,
            n if n % 3 == 0 => Role::Author,
            _ => Role::Reader,
        },
        profile: profile(random),
        created_at,
    }
}

fn profile(random: &mut Random) -> Profile {
    let count = 1 + random.below(3);
    let interests = random.some(count, &TOPICS);
    let interests: Vec<String> = interests.iter().map(|t| t.tag.to_owned()).collect();
    let city = random.percent(70).then(|| *random.one(&CITIES));
    let bio = random.percent(60).then(|| {
        let place = city.map_or(String::new(), |city| format!(", from {city}"));
        format!("Writes about {}{place}.", interests.join(" and "))
    });
    Profile {
        bio,
        city: city.map(str::to_owned),
        interests,
    }
}
