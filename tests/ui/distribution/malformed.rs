use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(distribute_by = "tenant_id")]
struct Text {
    #[api(id)]
    id: i64,
    tenant_id: i64,
}

#[derive(AutoApi)]
#[api(distribute_by(tenant_id, id))]
struct Several {
    #[api(id)]
    id: i64,
    tenant_id: i64,
}

#[derive(AutoApi)]
#[api(distribute_by = tenant_id, reference_table)]
struct Both {
    #[api(id)]
    id: i64,
    tenant_id: i64,
}

#[derive(AutoApi)]
#[api(reference_table = true)]
struct Flag {
    #[api(id, distribute_by = id)]
    id: i64,
}

#[derive(AutoApi)]
#[api(value, distribute_by = id)]
struct Value {
    id: i64,
}

fn main() {}
