//! Who buys, and who helps them.

use auto_api::AutoApi;
use chrono::NaiveDateTime;

use super::Invoice;

/// Somebody who buys.
#[derive(AutoApi, Clone, Debug)]
#[api(table = "Customer", has_many(invoices: Invoice))]
pub struct Customer {
    /// The number of the customer.
    #[api(id, column = "CustomerId")]
    pub id: i32,
    /// The given name.
    #[api(column = "FirstName", max_length = 40)]
    pub first_name: String,
    /// The family name.
    #[api(column = "LastName", max_length = 20)]
    pub last_name: String,
    /// Where they work.
    #[api(column = "Company", max_length = 80)]
    pub company: Option<String>,
    /// Street and number.
    #[api(column = "Address", max_length = 70)]
    pub address: Option<String>,
    /// The city.
    #[api(column = "City", max_length = 40)]
    pub city: Option<String>,
    /// The state, where addresses have one.
    #[api(column = "State", max_length = 40)]
    pub state: Option<String>,
    /// The country.
    #[api(column = "Country", max_length = 40)]
    pub country: Option<String>,
    /// The postal code.
    #[api(column = "PostalCode", max_length = 10)]
    pub postal_code: Option<String>,
    /// The telephone number.
    #[api(column = "Phone", max_length = 24)]
    pub phone: Option<String>,
    /// The fax number.
    #[api(column = "Fax", max_length = 24)]
    pub fax: Option<String>,
    /// The e-mail address.
    #[api(column = "Email", max_length = 60)]
    pub email: String,
    /// The employee who looks after them.
    #[api(column = "SupportRepId", references = Employee)]
    pub support_rep_id: Option<i32>,
}

/// Somebody who works in the shop.
#[derive(AutoApi, Clone, Debug)]
#[api(
    table = "Employee",
    has_many(customers: Customer),
    has_many(reports: Employee)
)]
pub struct Employee {
    /// The number of the employee.
    #[api(id, column = "EmployeeId")]
    pub id: i32,
    /// The family name.
    #[api(column = "LastName", max_length = 20)]
    pub last_name: String,
    /// The given name.
    #[api(column = "FirstName", max_length = 20)]
    pub first_name: String,
    /// What they do.
    #[api(column = "Title", max_length = 30)]
    pub title: Option<String>,
    /// The employee they report to.
    #[api(column = "ReportsTo", references = Employee, as = manager)]
    pub reports_to: Option<i32>,
    /// When they were born.
    #[api(column = "BirthDate")]
    pub birth_date: Option<NaiveDateTime>,
    /// When they were hired.
    #[api(column = "HireDate")]
    pub hire_date: Option<NaiveDateTime>,
    /// Street and number.
    #[api(column = "Address", max_length = 70)]
    pub address: Option<String>,
    /// The city.
    #[api(column = "City", max_length = 40)]
    pub city: Option<String>,
    /// The state, where addresses have one.
    #[api(column = "State", max_length = 40)]
    pub state: Option<String>,
    /// The country.
    #[api(column = "Country", max_length = 40)]
    pub country: Option<String>,
    /// The postal code.
    #[api(column = "PostalCode", max_length = 10)]
    pub postal_code: Option<String>,
    /// The telephone number.
    #[api(column = "Phone", max_length = 24)]
    pub phone: Option<String>,
    /// The fax number.
    #[api(column = "Fax", max_length = 24)]
    pub fax: Option<String>,
    /// The e-mail address.
    #[api(column = "Email", max_length = 60)]
    pub email: Option<String>,
}
