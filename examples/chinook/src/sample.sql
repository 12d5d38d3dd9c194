-- A made-up shop for those who have no Chinook database: as many artists as the real one has, the
-- same tables, and the same rows in every run. Written for a database that has its tables already.

INSERT INTO "Genre" VALUES (1, 'Rock'), (2, 'Jazz'), (3, 'Metal'), (4, 'Blues'), (5, NULL);

INSERT INTO "MediaType" VALUES (1, 'Lossy'), (2, 'Lossless');

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 275)
INSERT INTO "Artist"
SELECT i, printf('%s %s %d',
  trim(substr('The Red   The Blue  Old       Electric  Little    ', i % 5 * 10 + 1, 10)),
  trim(substr('Lanterns Harbour  Wolves   Sisters  Orchestra', i % 5 * 9 + 1, 9)), i)
FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 347)
INSERT INTO "Album"
SELECT i, printf('Sides of %d', i), i * 7 % 275 + 1 FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3503)
INSERT INTO "Track" ("TrackId", "Name", "AlbumId", "MediaTypeId", "GenreId", "Composer",
  "Milliseconds", "Bytes", "UnitPrice")
SELECT i,
  CASE i % 5 WHEN 0 THEN 'Love in ' WHEN 1 THEN 'Nights of ' WHEN 2 THEN 'No ' ELSE 'Song for ' END || i,
  CASE WHEN i % 100 THEN i * 13 % 347 + 1 END, i % 2 + 1, CASE WHEN i % 50 THEN i % 4 + 1 END,
  CASE WHEN i % 3 THEN printf('Composer %d', i % 40) END,
  60000 + i * 7919 % 400000, i * 104729 % 9000000,
  CASE WHEN i % 10 THEN '0.99' ELSE '1.99' END
FROM n;

INSERT INTO "Playlist" VALUES (1, 'All'), (2, 'Short'), (3, NULL);

INSERT INTO "PlaylistTrack" SELECT 1, "TrackId" FROM "Track";
INSERT INTO "PlaylistTrack" SELECT 2, "TrackId" FROM "Track" WHERE "Milliseconds" < 90000;

INSERT INTO "Employee" ("EmployeeId", "LastName", "FirstName", "Title", "ReportsTo", "HireDate")
VALUES
  (1, 'Moreau', 'Ines', 'General Manager', NULL, '2019-03-01 00:00:00'),
  (2, 'Hill', 'Tom', 'Sales Manager', 1, '2019-05-02 00:00:00'),
  (3, 'Ito', 'Aya', 'Sales Support', 2, '2020-01-07 00:00:00'),
  (4, 'Baker', 'Lou', 'Sales Support', 2, '2021-08-15 00:00:00');

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
INSERT INTO "Customer" ("CustomerId", "FirstName", "LastName", "City", "Country", "Email",
  "SupportRepId")
SELECT i, printf('Customer %d', i), 'Example', CASE WHEN i % 2 THEN 'Oslo' ELSE 'Lyon' END,
  CASE WHEN i % 2 THEN 'Norway' ELSE 'France' END, printf('customer%d@example.com', i), i % 2 + 3
FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 412)
INSERT INTO "Invoice" ("InvoiceId", "CustomerId", "InvoiceDate", "BillingCity", "BillingCountry",
  "Total")
SELECT i, c."CustomerId", datetime('2021-01-01', printf('+%d days', i * 4)), c."City", c."Country",
  printf('%d.98', 1 + i % 3)
FROM n JOIN "Customer" c ON c."CustomerId" = i % 59 + 1;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2240)
INSERT INTO "InvoiceLine"
SELECT i, i % 412 + 1, i * 11 % 3503 + 1, '0.99', 1 FROM n;
