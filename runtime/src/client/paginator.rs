//! Paginators: streams of pages and of their items.

use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;

use crate::client::call::Call;
use crate::client::error::SdkError;
use crate::client::operation::ClientOperation;
use crate::error::BuildError;
use crate::pagination::{Pages, Paginated, PaginatedItems};

/// A page, or what went wrong.
type Page<O> = Result<<O as crate::Operation>::Output, SdkError<<O as crate::Operation>::Error>>;

/// An item of a page, or what went wrong.
type Item<O> = Result<
    <<O as PaginatedItems>::Items as IntoIterator>::Item,
    SdkError<<O as crate::Operation>::Error>,
>;

/// The pages of an operation. Each is asked for when it is needed.
///
/// An input that could not be built is the only item. An error of a call is the last one.
pub fn pages<O: ClientOperation + Paginated>(
    call: Call,
    input: Result<O::Input, BuildError>,
    stop_on_duplicate_token: bool,
) -> PaginationStream<Page<O>> {
    let call = call.noting(SmithySdkFeature::Paginator);
    PaginationStream::new(FnStream::new(move |sender| {
        Box::pin(async move {
            let mut pages = match input {
                Ok(input) => Pages::<O>::new(input),
                Err(error) => {
                    let error = SdkError::construction_failure(error);
                    // Nobody may be there to take it.
                    let _ = sender.send(Err(error)).await;
                    return;
                }
            }
            .stop_on_duplicate_token(stop_on_duplicate_token);
            while let Some(input) = pages.next_input().cloned() {
                let page = call.clone().send::<O>(Ok(input)).await;
                match &page {
                    Ok(output) => pages.advance(output),
                    Err(_) => pages.end(),
                }
                if sender.send(page).await.is_err() {
                    return;
                }
            }
        })
    }))
}

/// The items of pages, one by one.
pub fn items<O: ClientOperation + PaginatedItems>(
    pages: PaginationStream<Page<O>>,
) -> PaginationStream<Item<O>> {
    TryFlatMap::new(pages).flat_map(|output| O::items(output).into_iter().flatten())
}
