//! The words that sample data is made of.

/// A subject of posts.
pub(super) struct Topic {
    /// One word.
    pub(super) tag: &'static str,
    /// The subject, behind "about".
    pub(super) about: &'static str,
    /// What a post of it is about.
    pub(super) things: [&'static str; 4],
}

const fn topic(tag: &'static str, about: &'static str, things: [&'static str; 4]) -> Topic {
    Topic { tag, about, things }
}

pub(super) const TOPICS: [Topic; 16] = [
    topic(
        "rust",
        "Rust",
        [
            "lifetimes",
            "error types",
            "iterators",
            "the borrow checker",
        ],
    ),
    topic(
        "sqlite",
        "SQLite",
        [
            "write-ahead logs",
            "partial indexes",
            "query plans",
            "one big file",
        ],
    ),
    topic(
        "graphql",
        "GraphQL",
        ["fragments", "cursors", "nullable fields", "schema reviews"],
    ),
    topic(
        "testing",
        "tests",
        [
            "property tests",
            "golden files",
            "flaky tests",
            "test names",
        ],
    ),
    topic(
        "writing",
        "writing",
        [
            "release notes",
            "short sentences",
            "error messages",
            "first drafts",
        ],
    ),
    topic(
        "teams",
        "working together",
        [
            "code review",
            "handovers",
            "pair programming",
            "quiet hours",
        ],
    ),
    topic(
        "speed",
        "making things fast",
        ["flame graphs", "allocations", "cold caches", "tail latency"],
    ),
    topic(
        "security",
        "keeping secrets",
        [
            "rotating keys",
            "least privilege",
            "rate limits",
            "audit logs",
        ],
    ),
    topic(
        "design",
        "interfaces",
        [
            "empty states",
            "keyboard focus",
            "dark themes",
            "form errors",
        ],
    ),
    topic(
        "operations",
        "running things",
        ["backups", "on-call weeks", "slow deploys", "disk alerts"],
    ),
    topic(
        "gardening",
        "gardens",
        ["tomatoes", "compost", "raised beds", "winter salad"],
    ),
    topic(
        "baking",
        "bread",
        ["rye sourdough", "a hot oven", "slow dough", "flat loaves"],
    ),
    topic(
        "cycling",
        "bicycles",
        [
            "gravel roads",
            "wet brakes",
            "long climbs",
            "a borrowed bike",
        ],
    ),
    topic(
        "music",
        "music",
        [
            "an old piano",
            "choir practice",
            "odd metres",
            "learning by ear",
        ],
    ),
    topic(
        "travel",
        "travelling",
        [
            "night trains",
            "small suitcases",
            "ferry ports",
            "paper maps",
        ],
    ),
    topic(
        "reading",
        "books",
        [
            "library cards",
            "long novels",
            "reading aloud",
            "unfinished books",
        ],
    ),
];

pub(super) const TITLES: [&str; 14] = [
    "What {} taught me",
    "{}, one year later",
    "In praise of {}",
    "The trouble with {}",
    "A field guide to {}",
    "{} for the impatient",
    "How we learned to like {}",
    "Seven mistakes with {}",
    "Notes on {}",
    "Why I came back to {}",
    "{}: the boring parts",
    "Getting started with {}",
    "Nobody told me about {}",
    "A week of {}",
];

pub(super) const OPENINGS: [&str; 6] = [
    "I put off writing about {} for months. This is what I know by now.",
    "Last spring a colleague asked me about {}, and I had no good answer.",
    "There are two kinds of advice about {}: the kind that fits on a card, and the kind that helps.",
    "This began as a note to myself on {}. Several people asked for it, so here it is.",
    "Every few years I change my mind about {}. It happened again.",
    "If you have ten minutes for {}, spend nine of them on the plan.",
];

pub(super) const SENTENCES: [&str; 20] = [
    "The first attempt went wrong in a way I should have seen coming.",
    "Most of what is written on {} assumes that you have more time than I do.",
    "We wrote down what we expected before we measured anything.",
    "It took three tries to find a way of working that stuck.",
    "The surprise was how little of it mattered in the end.",
    "Small steps beat a clever plan nearly every time.",
    "I kept a list of everything that went wrong; it is shorter than I feared.",
    "Somebody has to own it, or it quietly rots.",
    "With {}, the default is good enough until the day it is not.",
    "I asked around, and nobody does it quite the same way.",
    "What helped most was throwing half of it away.",
    "You will want to skip this part. Do not.",
    "The numbers looked fine, which is exactly why we looked again.",
    "There is a cost, and it is paid by whoever comes next.",
    "A good example is worth a page of explanation.",
    "It is easier to add {} later than to take it out.",
    "We agreed on names first, and the rest followed.",
    "My neighbour does the opposite, with the same result.",
    "None of this is new, but it bears repeating.",
    "Doing nothing for a week turned out to be a fine strategy.",
];

pub(super) const CLOSINGS: [&str; 5] = [
    "If you do {} differently, tell me in the comments.",
    "That is all. Next time: what I would leave out.",
    "I will write again when I have changed my mind.",
    "Thanks to everybody who read a draft of this.",
    "Try it for a week before you judge it.",
];

pub(super) const SHORT_COMMENTS: [&str; 12] = [
    "Thank you, this saved me an afternoon.",
    "I had the opposite experience, but then I started much later.",
    "The third paragraph should be printed and framed.",
    "Could you say more about how you measured it?",
    "We tried this at work and kept about half of it.",
    "This is the first explanation that made sense to me.",
    "I am not convinced, but I will try it this weekend.",
    "Is there a follow-up? I would read one.",
    "Small correction: it was the other way round before last year.",
    "Sending this to my whole team.",
    "You forgot the hardest part: getting anybody to agree.",
    "Came for the title, stayed for the list.",
];

pub(super) const REPLIES: [&str; 8] = [
    "Same here.",
    "Good point, I had not thought of that.",
    "It depends on how large it is, I think.",
    "Would you mind sharing your notes?",
    "That was true two years ago; it is better now.",
    "Agreed, with one exception.",
    "I will write about that next.",
    "Did it last, though?",
];

pub(super) const NOTES: [&str; 4] = [
    "The headline promises more than the text has.",
    "Ask the author for a source of the numbers.",
    "Good for the newsletter.",
    "Two readers reported the second link as broken.",
];

pub(super) const GIVEN_NAMES: [&str; 42] = [
    "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Imani", "Jonas",
    "Katya", "Liam", "Maren", "Nadia", "Olu", "Priya", "Quentin", "Rosa", "Sven", "Tala", "Ulrike",
    "Viktor", "Wren", "Ximena", "Yusuf", "Zoë", "Anselm", "Beatriz", "Caspar", "Daphne", "Emeka",
    "Freya", "Gustavo", "Hanne", "Isak", "Jun", "Kofi", "Lotte", "Mateo", "Noor", "Oskar",
    "Paloma",
];

pub(super) const FAMILY_NAMES: [&str; 20] = [
    "Okafor",
    "Lindqvist",
    "Moreau",
    "Tanaka",
    "Silva",
    "Novák",
    "Haddad",
    "Brandt",
    "O'Neill",
    "Kowalska",
    "Rossi",
    "Petrov",
    "Yılmaz",
    "Andersen",
    "Mbeki",
    "Castillo",
    "Weiß",
    "Dubois",
    "Nakamura",
    "Vance",
];

pub(super) const CITIES: [&str; 12] = [
    "Lisbon",
    "Kraków",
    "Nairobi",
    "Osaka",
    "Montréal",
    "Bergen",
    "Valparaíso",
    "İzmir",
    "Ghent",
    "Hobart",
    "Leipzig",
    "Tbilisi",
];
