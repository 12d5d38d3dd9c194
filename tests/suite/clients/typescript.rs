//! The TypeScript client: its text, its types on both compilers, its tests, the size of a bundle.

use std::path::Path;

use super::live;
use super::package::{Written, files, golden, text};
use super::tools::{node_modules, run};
use super::zones;

const TARGET: &str = "typescript";

/// Bytes of a bundle with one operation.
const MOST: usize = 4096;

#[test]
fn what_is_written_of_a_small_zone() {
    let all = files(&zones::small(), TARGET);
    let written = all
        .iter()
        .filter(|file| !file.path.starts_with("src/runtime/") || file.path.ends_with("wire.ts"));
    golden("small.typescript.txt", &text(written));
}

#[test]
fn the_same_again() {
    for zone in [zones::blog(), zones::kinds(), zones::hostile()] {
        assert_eq!(files(&zone, TARGET), files(&zone, TARGET));
    }
}

#[test]
fn no_line_ends_elsewhere_and_no_path_twice() {
    let mut paths = Vec::new();
    for file in files(&zones::blog(), TARGET) {
        assert!(!file.contents.contains('\r'), "{}", file.path);
        assert!(file.contents.ends_with('\n'), "{}", file.path);
        assert!(!paths.contains(&file.path), "{}", file.path);
        paths.push(file.path);
    }
}

/// Compiles with both versions of the compiler, under the package's own settings. Types of
/// packages that entries need are in `node_modules`.
fn compile(folder: &Path, modules: &Path) {
    std::os::unix::fs::symlink(modules, folder.join("node_modules")).unwrap();
    for version in ["typescript7", "typescript"] {
        let compiler = modules.join(version).join("bin/tsc");
        run(folder, "node", &[compiler.to_str().unwrap(), "-p", "."]);
    }
}

#[test]
fn every_zone_compiles() {
    let Some(modules) = node_modules() else {
        return;
    };
    let all = [
        zones::blog(),
        zones::kinds(),
        zones::chinook(),
        zones::small(),
        zones::hostile(),
    ];
    for zone in all {
        let package = Written::new(&zone, TARGET);
        compile(package.path(), &modules);
        eprintln!("{}: compiled", zone.name);
    }
}

/// The package of the blog, compiled, with tests beside it that import it by its name.
fn with_tests(modules: &Path) -> Written {
    let package = Written::new(&zones::blog(), TARGET);
    compile(package.path(), modules);
    package.add("clients/typescript", "test");
    package.add("clients/typescript/live", "test");
    package.add("wire", "wire");
    for version in ["typescript7", "typescript"] {
        let compiler = modules.join(version).join("bin/tsc");
        let arguments = [compiler.to_str().unwrap(), "-p", "test"];
        run(package.path(), "node", &arguments);
    }
    package
}

#[test]
fn its_tests_pass() {
    let Some(modules) = node_modules() else {
        return;
    };
    let package = with_tests(&modules);
    let mut arguments = vec!["--test".to_owned()];
    let out = package.path().join("test/out");
    for entry in std::fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path().display().to_string();
        arguments.extend(path.ends_with(".test.js").then_some(path));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert!(arguments.len() > 5, "{arguments:?}");
    let said = run(package.path(), "node", &arguments);
    assert!(
        said.contains("fail 0") && !said.contains("pass 0"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn against_a_server() {
    let Some(modules) = node_modules() else {
        return;
    };
    let address = live::blog(zones::blog()).await;
    let client = move || {
        let package = with_tests(&modules);
        run(package.path(), "node", &["test/out/live.js", &address])
    };
    let said = tokio::task::spawn_blocking(client).await.unwrap();
    assert!(said.contains("requests"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemas_take_what_servers_give() {
    let Some(modules) = node_modules() else {
        return;
    };
    let zone = zones::kinds();
    let entity = &zone.entities[zone.entity_of("Kinds").unwrap()];
    let path = zone.below(&format!("/{}?perPage=200", entity.list_name));
    let url = live::random(zone, "Kinds", 200).await + &path;
    let check = move || {
        let package = Written::new(&zones::kinds(), TARGET);
        compile(package.path(), &modules);
        package.add("clients/typescript/kinds", "test");
        run(package.path(), "node", &["test/answers.mjs", &url])
    };
    let said = tokio::task::spawn_blocking(check).await.unwrap();
    assert!(said.contains("200 rows"), "{said}");
}

#[test]
fn one_operation_is_small() {
    let Some(modules) = node_modules() else {
        return;
    };
    let package = Written::new(&zones::blog(), TARGET);
    for (operation, of) in [("listPosts", ""), ("createPost", ", input")] {
        let bundle = bundle(&package, &modules, operation, of);
        eprintln!("{operation}: {} bytes", bundle.len());
        assert!(bundle.len() <= MOST, "{operation}: {} bytes", bundle.len());
        assert!(!bundle.contains("/comments"), "another operation is in it");
    }
}

/// An entry that has one operation in it, bundled.
fn bundle(package: &Written, modules: &Path, operation: &str, of: &str) -> String {
    let entry = format!(
        "import {{ createClient, {operation} }} from './src/index.ts';\n\
        export const run = (input) => {operation}(createClient({{ baseUrl: '' }}){of});\n"
    );
    std::fs::write(package.path().join("entry.ts"), entry).unwrap();
    let esbuild = modules.join("esbuild/bin/esbuild");
    let arguments = [
        "entry.ts",
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
    ];
    run(package.path(), esbuild.to_str().unwrap(), &arguments)
}
