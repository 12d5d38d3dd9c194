//! The zones of `auto-api.toml`: their documents and clients, in `OUT_DIR`.

fn main() {
    auto_api_build::run();
}
