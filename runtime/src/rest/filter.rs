//! `filter[author][name][icontains]=ann`: filters in brackets.
//!
//! Names are checked by the planner. Here it is only found out what each value is: an operand of
//! its own, an item of a list, or a part of the plan.

use auto_api_model::operator::Operand;
use auto_api_model::{Kind, Link, Operator, Scalar};

use super::lower::Lowering;
use super::query_string::short;
use super::shape::Take;
use crate::Error;
use crate::ask::Input;

/// The parameters of a filter, as a tree of their names.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    /// Parameters that end here, and whether with `[]`.
    pub(super) own: Vec<(usize, bool)>,
    pub(super) below: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Node<'a> {
    /// Puts the parameter at a position below a path.
    pub(super) fn insert(&mut self, path: &[&'a str], at: usize, item: bool) {
        let Some((first, rest)) = path.split_first() else {
            self.own.push((at, item));
            return;
        };
        let known = self.below.iter().position(|(name, _)| name == first);
        let child = known.unwrap_or_else(|| {
            self.below.push((first, Node::default()));
            self.below.len() - 1
        });
        self.below[child].1.insert(rest, at, item);
    }

    /// Whether there is no filter.
    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.below.is_empty()
    }
}

impl<'a> Lowering<'a> {
    /// The filter of an entity's rows.
    pub(super) fn brackets(&mut self, entity: usize, node: &Node<'a>) -> Input {
        if !node.own.is_empty() {
            let message = "expected a filter, as in `filter[author][name]=Ann`, found a value";
            self.refuse(Error::filter(message));
        }
        let zone = self.zone;
        let this = &zone.entities[entity];
        let each = node.below.iter().map(|(name, below)| {
            let input = if let ("and" | "or", false) = (*name, below.below.is_empty()) {
                self.numbered(name, below, |this, node| this.brackets(entity, node))
            } else if *name == "not" {
                self.brackets(entity, below)
            } else if *name == "search" && this.search().is_some() {
                self.operand(below)
            } else if let Some(at) = this.member(name) {
                self.operators(&this.members[at].kind, below)
            } else if let Some(at) = this.link(name) {
                self.link(&this.links[at], below)
            } else {
                self.as_it_is(below)
            };
            ((*name).to_owned(), input)
        });
        Input::Object(each.collect())
    }

    /// `and[0][…]&and[1][…]`: in the order of the numbers.
    pub(super) fn numbered(
        &mut self,
        name: &str,
        node: &Node<'a>,
        one: impl Fn(&mut Self, &Node<'a>) -> Input,
    ) -> Input {
        let mut numbered = Vec::new();
        for (number, below) in &node.below {
            match number.parse::<u32>() {
                Ok(number) => numbered.push((number, below)),
                Err(_) => self.refuse(Error::filter(format!(
                    "`{name}` takes numbers, as in `filter[{name}][0][…]`, not `{}`",
                    short(number)
                ))),
            }
        }
        numbered.sort_by_key(|(number, _)| *number);
        let items = numbered.into_iter();
        Input::List(items.map(|(_, node)| one(self, node)).collect())
    }

    fn link(&mut self, link: &'a Link, node: &Node<'a>) -> Input {
        if !link.many {
            return self.brackets(link.target, node);
        }
        if !node.own.is_empty() {
            let message = "expected `some`, `every`, `none` or `count`, found a value";
            self.refuse(Error::filter(message));
        }
        let each = node.below.iter().map(|(name, below)| {
            let input = match *name {
                "some" | "every" | "none" => self.brackets(link.target, below),
                "count" => self.operators(&Kind::Scalar(Scalar::I64), below),
                _ => self.as_it_is(below),
            };
            ((*name).to_owned(), input)
        });
        Input::Object(each.collect())
    }

    /// The operators on a value; a value without one is short for `eq`.
    pub(super) fn operators(&mut self, kind: &Kind, node: &Node<'a>) -> Input {
        if node.below.is_empty() {
            return self.operand(node);
        }
        let mut each = Vec::new();
        if !node.own.is_empty() {
            let eq = Node {
                own: node.own.clone(),
                below: Vec::new(),
            };
            each.push(("eq".to_owned(), self.operand(&eq)));
        }
        for (name, below) in &node.below {
            let takes = self.words.operator(kind, name).map(Operator::operand);
            let input = match takes {
                Some(Operand::Many | Operand::Two) => self.many(below),
                Some(Operand::Bool | Operand::Range) => self.part_of_the_plan(below),
                Some(Operand::Path) => self.as_it_is(below),
                _ => self.operand(below),
            };
            if *name == "eq" && !node.own.is_empty() {
                self.refuse(twice());
            }
            each.push(((*name).to_owned(), input));
        }
        Input::Object(each)
    }

    /// A slot for one value.
    fn operand(&mut self, node: &Node<'a>) -> Input {
        match (node.own.as_slice(), node.below.is_empty()) {
            (&[(at, false)], true) => self.take(at),
            (&[(at, true)], true) => {
                self.refuse(Error::filter("`[]` is only for operators that take a list"));
                self.take(at)
            }
            ([], _) => self.as_it_is(node),
            ([(at, _), ..], _) => {
                self.refuse(twice());
                self.take(*at)
            }
        }
    }

    /// A slot for a list: `1,2,3`, or a value from each of several parameters.
    fn many(&mut self, node: &Node<'a>) -> Input {
        if node.own.is_empty() || !node.below.is_empty() {
            return self.as_it_is(node);
        }
        let slot = self.new_slot();
        if let [(at, false)] = node.own[..] {
            self.takes[at] = Take::Split(slot);
        } else {
            for &(at, _) in &node.own {
                self.takes[at] = Take::Push(slot);
            }
        }
        Input::Slot(slot)
    }

    /// A value that the planner wants to see.
    fn part_of_the_plan(&mut self, node: &Node<'a>) -> Input {
        match (node.own.as_slice(), node.below.is_empty()) {
            (&[(at, false)], true) => match self.value(at) {
                Some(value) => Input::Raw(value.to_owned()),
                None => self.operand(node),
            },
            _ => self.operand(node),
        }
    }

    /// An object of whatever names there are: a JSON path's, or what the planner will refuse.
    pub(super) fn as_it_is(&mut self, node: &Node<'a>) -> Input {
        match (node.own.is_empty(), node.below.is_empty()) {
            (false, true) => return self.operand(node),
            (false, false) => self.refuse(twice()),
            (true, _) => {}
        }
        let each = node.below.iter();
        let each = each.map(|(name, below)| ((*name).to_owned(), self.as_it_is(below)));
        Input::Object(each.collect())
    }
}

fn twice() -> Error {
    Error::filter("an operator is given twice: use `in` for several values")
}
