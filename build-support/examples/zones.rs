//! Writes the files of a package's zones without building it:
//! `cargo run -p auto-api-build --example zones -- examples/chinook out`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(package), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: zones PACKAGE OUT [ROOT]".into());
    };
    let mut builder = auto_api_build::Builder::new(package, out);
    if let Some(root) = arguments.next() {
        builder = builder.root(root);
    }
    let report = builder.run()?;
    println!("{} files", report.manifest.files.len());
    Ok(())
}
