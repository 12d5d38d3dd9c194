/** What generated modules and users take from the fixed part of the client. */

export type { Auth } from "./auth.js";
export { bind } from "./bind.js";
export { createClient } from "./client.js";
export type { Answer, Call, CallOptions, Client, ClientOptions, Settings } from "./client.js";
export type { Field, Fields, Table } from "./document.js";
export { ApiError } from "./error.js";
export type { LocalCode } from "./error.js";
export { withCache } from "./etag.js";
export { exported } from "./exported.js";
export type { BoundExport, Export, ExportFormat, ExportParameters } from "./exported.js";
export { get } from "./get.js";
export type { BoundGet, Get } from "./get.js";
export { GraphqlError, graphql } from "./graphql.js";
export type { BoundQuery, GraphqlFailure, Query, QueryResult } from "./graphql.js";
export { list } from "./list.js";
export type { Backward, BoundList, Distinct, Forward, List, ListParameters, Numbered, Selected, Shaped, WalkParameters } from "./list.js";
export type { Failed, FailureStatus, NotModified, Result, Success } from "./result.js";
export type { FieldPath, IncludePath, Model, OrderKey, OrderPath, Row } from "./rows.js";
export type { Answered, Branch, Known, Leaf, OneOf, Selection } from "./selection.js";
export { create, createMany, remove, removeMany, replace, update, updateMany, upsert } from "./write.js";
export type {
  BoundCreate, BoundCreateMany, BoundDelete, BoundDeleteMany, BoundUpdate, BoundUpdateMany, BoundUpsert, Changed, Create, Created,
  CreateMany, Delete, Deleted, DeleteMany, Each, MatchOptions, On, OnError, Update, UpdateMany, Upsert, UpsertOptions, Which,
  WriteOptions, WriteResult,
} from "./write.js";
export type { ErrorCode, Page, PageInfo, Problem, ProblemItem } from "./wire.js";
