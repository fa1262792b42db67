//! Operations whose results come in pages.
//!
//! [`Pages`] knows which request comes next, and does no I/O: the paginators of the client are
//! driven by it, and so is whatever sends requests without a client.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use crate::Operation;
use crate::error::BuildError;
use crate::http::{Request, Response};

/// An operation whose results come in pages: an output has the token that asks for the next one.
///
/// Generated code implements it for each operation that the model says `@paginated` of.
pub trait Paginated: Operation<Input: Clone> {
    /// The token, which the service makes and nobody else reads.
    type Token: Token;

    /// The token of an input; unset for the first page.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;

    /// The token of the next page; `None` if this is the last one.
    fn next_token(output: &Self::Output) -> Option<&Self::Token>;
}

/// An operation whose pages consist of items.
pub trait PaginatedItems: Paginated {
    /// The items of one page: a list, or a map, whose items are pairs.
    type Items: IntoIterator<Item: Send, IntoIter: Send> + Send;

    /// The items of a page; `None` if it has none.
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// The token of a page.
pub trait Token: Clone + PartialEq + Send + Sync + 'static {
    /// True if no page follows: services also say so with an empty token.
    fn is_empty(&self) -> bool;
}

impl Token for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V, S> Token for HashMap<K, V, S>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + PartialEq + Send + Sync + 'static,
    S: BuildHasher + Clone + Send + Sync + 'static,
{
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// The pages of an operation, one request after the other.
///
/// ```
/// use hammersmith::http::{Request, Response};
/// use hammersmith::pagination::{Pages, PaginatedItems};
///
/// /// Counts the items of all pages.
/// fn count<O: PaginatedItems>(
///     input: O::Input,
///     send: impl Fn(Request) -> (u16, Vec<u8>),
/// ) -> Result<usize, Box<dyn std::error::Error>> {
///     let mut pages = Pages::<O>::new(input);
///     let mut count = 0;
///     while let Some(request) = pages.next_request() {
///         let (status, body) = send(request?);
///         let page = pages.read(&Response::new(status, &body))?;
///         count += O::items(page).into_iter().flatten().count();
///     }
///     Ok(count)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Pages<O: Paginated> {
    /// The input for the next page; `None` after the last one.
    next: Option<O::Input>,
    stops_on_duplicate_token: bool,
}

impl<O: Paginated> Pages<O> {
    /// The pages that begin with the one that `input` asks for.
    pub fn new(input: O::Input) -> Self {
        Self {
            next: Some(input),
            stops_on_duplicate_token: true,
        }
    }

    /// Sets whether paging stops at a page with the token of the page before. It does by default.
    /// Use `false` for results that grow while they are read, such as logs.
    #[must_use]
    pub fn stop_on_duplicate_token(mut self, stop: bool) -> Self {
        self.stops_on_duplicate_token = stop;
        self
    }

    /// The input for the next page; `None` after the last one.
    pub fn next_input(&self) -> Option<&O::Input> {
        self.next.as_ref()
    }

    /// The request for the next page; `None` after the last one.
    ///
    /// It is the same until [`read`](Self::read) or [`advance`](Self::advance) has seen the page,
    /// so that it can be sent again.
    ///
    /// # Errors
    ///
    /// As [`Operation::serialize`]. No page follows then.
    pub fn next_request(&mut self) -> Option<Result<Request, BuildError>> {
        let request = O::serialize(self.next.as_ref()?);
        if request.is_err() {
            self.next = None;
        }
        Some(request)
    }

    /// Reads the response with a page, and goes on to the next one.
    ///
    /// # Errors
    ///
    /// As [`Operation::parse`]. The next page stays the same, so that the request can be sent
    /// again.
    pub fn read(&mut self, response: &Response<'_>) -> Result<O::Output, O::Error> {
        let output = O::parse(response)?;
        self.advance(&output);
        Ok(output)
    }

    /// Goes on to the page behind `output`.
    pub fn advance(&mut self, output: &O::Output) {
        let Some(input) = &mut self.next else {
            return;
        };
        let next = O::next_token(output).filter(|token| !token.is_empty());
        let token = O::token(input);
        match next {
            Some(next) if !self.stops_on_duplicate_token || token.as_ref() != Some(next) => {
                *token = Some(next.clone());
            }
            _ => self.next = None,
        }
    }

    /// Ends paging: no page follows.
    pub fn end(&mut self) {
        self.next = None;
    }
}
