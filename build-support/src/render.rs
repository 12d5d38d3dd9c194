//! Every file of every zone, made and written on several threads.

use std::num::NonZero;
use std::thread;
use std::time::Instant;

use auto_api_model::Zone;
use auto_api_model::render::json_schema::Components;

use crate::config::{ClientConfig, Config};
use crate::document::{openapi_files, schema_files};
use crate::output::{Output, Planned, Written};
use crate::report::Spent;
use crate::target::{Package, TARGETS, Target};
use crate::threads;

/// A piece of work, by itself.
#[derive(Clone, Copy)]
enum Job<'a> {
    OpenApi(&'a Components<'a>),
    Schemas(&'a Components<'a>),
    Client(Client<'a>),
}

/// A client of a zone.
#[derive(Clone, Copy)]
struct Client<'a> {
    components: &'a Components<'a>,
    target: &'static dyn Target,
    config: &'a ClientConfig,
    /// Whether it is that of the first zone.
    is_first: bool,
}

/// Files that are made together, and how long it took.
pub(crate) type Made = (Vec<Written>, Spent);

/// As many threads as the machine has, or as cargo was told to use (`NUM_JOBS`), if that is less.
pub(crate) fn threads(jobs: Option<&str>) -> usize {
    let machine = thread::available_parallelism().map_or(1, NonZero::get);
    let told = jobs.and_then(|jobs| jobs.parse::<NonZero<usize>>().ok());
    told.map_or(machine, |told| told.get().min(machine))
}

/// Writes the files of all zones; they are told in the order of the zones and of the documents.
pub(crate) fn files(
    config: &Config,
    zones: &[Zone],
    krate: &str,
    threads: usize,
    output: &Output,
) -> Result<Vec<Made>, String> {
    let components: Vec<_> = zones.iter().map(Components::of).collect();
    let jobs = jobs(config, &components);
    let mut order: Vec<_> = jobs.iter().enumerate().collect();
    order.sort_by_key(|(_, job)| job.rank());
    let run = |(at, job): &(usize, &Job<'_>)| Ok((*at, job.run(krate, output)?));
    let done = threads::each(&order, threads, run);
    let done = done.ok_or("a generator of auto-api-build panicked: please report it")?;
    let mut done: Vec<(usize, Made)> = done.into_iter().collect::<Result<_, String>>()?;
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, made)| made).collect())
}

fn jobs<'a>(config: &'a Config, zones: &'a [Components<'a>]) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for (at, components) in zones.iter().enumerate() {
        jobs.extend([Job::OpenApi(components), Job::Schemas(components)]);
        for (language, client) in config.clients.languages() {
            let target = TARGETS.iter().find(|target| target.name() == language);
            if let (Some(config), Some(target)) = (client, target) {
                jobs.push(Job::Client(Client {
                    components,
                    target: *target,
                    config,
                    is_first: at == 0,
                }));
            }
        }
    }
    jobs
}

impl<'a> Job<'a> {
    /// Which jobs begin first: those that take long, of each zone one, so that no thread waits for
    /// the components that another makes, and none has much left when the others are done.
    fn rank(&self) -> u8 {
        match self {
            Self::OpenApi(_) => 0,
            Self::Client(_) => 1,
            Self::Schemas(_) => 2,
        }
    }

    fn zone(self) -> &'a Zone {
        match self {
            Self::OpenApi(components)
            | Self::Schemas(components)
            | Self::Client(Client { components, .. }) => components.zone(),
        }
    }

    fn run(self, krate: &str, output: &Output) -> Result<Made, String> {
        let start = Instant::now();
        let mut files = Vec::new();
        for file in self.files(krate) {
            output.write(&file.path, file.contents.as_bytes())?;
            files.push(Written::of(file));
        }
        let mut kinds: Vec<_> = files.iter().map(|file| file.kind.as_str()).collect();
        kinds.dedup();
        let spent = Spent {
            zone: Some(self.zone().name.clone()),
            what: kinds.join("+"),
            time: start.elapsed(),
        };
        Ok((files, spent))
    }

    fn files(self, krate: &str) -> Vec<Planned> {
        let documents = match self {
            Self::OpenApi(components) => openapi_files(components),
            Self::Schemas(components) => schema_files(components),
            Self::Client(client) => return client.files(krate),
        };
        let zone = self.zone();
        let file = |(document, contents): (crate::document::Document, String)| Planned {
            path: format!("{}/{}", zone.name, document.file()),
            zone: Some(zone.name.clone()),
            kind: document.kind().to_owned(),
            contents,
        };
        documents.into_iter().map(file).collect()
    }
}

impl Client<'_> {
    fn files(self, krate: &str) -> Vec<Planned> {
        let (zone, language) = (self.components.zone(), self.target.name());
        let package = Package {
            name: self.package(krate),
            fingerprint: format!("{:016x}", self.components.fingerprint()),
            components: self.components,
        };
        let files = self.target.render(zone, &package).into_iter();
        let zone = &zone.name;
        files
            .map(|file| Planned {
                path: format!("{zone}/{language}/{}", file.path),
                zone: Some(zone.clone()),
                kind: format!("client/{language}"),
                contents: file.contents,
            })
            .collect()
    }

    /// The package's name. `{zone}` in a given name is the zone's; without it, zones but the first
    /// have theirs behind it, so that no two packages have one name.
    fn package(self, krate: &str) -> String {
        let zone = &self.components.zone().name;
        let given = self.config.package.as_deref();
        let separator = match given {
            Some(name) if name.contains('_') && !name.contains('-') => '_',
            _ => '-',
        };
        let name = match given {
            Some(name) if name.contains("{zone}") => return name.replace("{zone}", zone),
            Some(name) => name.to_owned(),
            None => format!("{}-client", krate.replace('_', "-")),
        };
        if self.is_first {
            name
        } else {
            format!("{name}{separator}{zone}")
        }
    }
}
