use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(distribute_by = tenand_id)]
struct Unknown {
    #[api(id)]
    id: i64,
    tenant_id: i64,
}

#[derive(AutoApi)]
#[api(distribute_by = tenant_id)]
struct Optional {
    #[api(id)]
    id: i64,
    tenant_id: Option<i64>,
}

#[derive(AutoApi)]
#[api(distribute_by = tenant_id)]
struct Skipped {
    #[api(id)]
    id: i64,
    #[api(skip)]
    tenant_id: i64,
}

fn main() {}
