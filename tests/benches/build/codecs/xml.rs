//! XML of S3 in four ways: ours, `aws-smithy-xml` and `quick-xml` called by hand for the same
//! documents, and `xmlparser` alone, on which `aws-smithy-xml` stands.

mod measure;
mod requests;

/// The generated crate, by the name that the requests know.
pub(crate) use ::ours as sdk;

use std::hint::black_box;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_xml::decode::{Document, try_data};
use aws_smithy_xml::encode::XmlWriter;
use hammersmith::Operation;
use hammersmith::http::Response;
use measure::variant;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use sdk::operation::complete_multipart_upload::CompleteMultipartUpload;
use sdk::operation::list_objects_v2::ListObjectsV2;
use sdk::types::CompletedPart;

fn main() {
    let objects = page("");
    let expected = ours(&objects);
    assert_eq!(expected.len(), 1000);
    assert_eq!(smithy(&objects), expected);
    assert_eq!(quick(&objects), expected);
    measure::case(
        &format!(
            "read ListObjectsV2 with 1,000 objects, {} kB",
            objects.len() / 1000
        ),
        &[
            variant(|| (), |()| parsed(&objects)),
            variant(|| (), |()| smithy(&objects)),
            variant(|| (), |()| quick(&objects)),
        ],
    );
    let unknown = page("Other");
    assert_eq!(ours(&unknown), []);
    measure::case(
        &format!("read over the same, {} kB", unknown.len() / 1000),
        &[
            variant(|| (), |()| parsed(&unknown)),
            variant(|| (), |()| smithy_events(&unknown)),
            variant(|| (), |()| quick_events(&unknown)),
            variant(|| (), |()| tokens(&unknown)),
        ],
    );
    let input = requests::upload();
    let request = CompleteMultipartUpload::serialize(&input).expect("a request");
    let parts = input.multipart_upload().expect("an upload").parts();
    assert_eq!(request.body, smithy_written(parts).into_bytes());
    let declaration = br#"<?xml version="1.0"?>"#.len();
    assert_eq!(request.body, quick_written(parts)[declaration..]);
    measure::case(
        &format!(
            "write CompleteMultipartUpload with 1,000 parts, {} kB",
            request.body.len() / 1000
        ),
        &[
            variant(
                || (),
                |()| CompleteMultipartUpload::serialize(black_box(&input)),
            ),
            variant(|| (), |()| smithy_written(black_box(parts))),
            variant(|| (), |()| quick_written(black_box(parts))),
        ],
    );
}

/// A page of objects, within another element if that has a name.
fn page(within: &str) -> String {
    let object = |index: usize| {
        format!(
            "<Contents><Key>reports/2026/01/02/part-{index:05}.parquet</Key>\
             <LastModified>2026-01-02T03:04:05.000Z</LastModified>\
             <ETag>&quot;9b2cf535f27731c974343645a398{index:04}&quot;</ETag>\
             <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>{}</Size>\
             <StorageClass>STANDARD</StorageClass></Contents>",
            index * 1234
        )
    };
    let objects: String = (0..1000).map(object).collect();
    let (start, end) = match within {
        "" => (String::new(), String::new()),
        name => (format!("<{name}>"), format!("</{name}>")),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         {start}{objects}{end}</ListBucketResult>"
    )
}

/// The members of an object, as hand-written code holds them.
#[derive(Debug, Default, PartialEq)]
struct Object {
    key: Option<String>,
    last_modified: Option<DateTime>,
    e_tag: Option<String>,
    checksum_algorithm: Vec<String>,
    size: Option<i64>,
    storage_class: Option<String>,
}

impl Object {
    fn set(&mut self, name: &str, text: String) {
        match name {
            "Key" => self.key = Some(text),
            "LastModified" => {
                let time = DateTime::from_str(&text, Format::DateTimeWithOffset);
                self.last_modified = Some(time.expect("a timestamp"));
            }
            "ETag" => self.e_tag = Some(text),
            "ChecksumAlgorithm" => self.checksum_algorithm.push(text),
            "Size" => self.size = Some(text.parse().expect("a number")),
            "StorageClass" => self.storage_class = Some(text),
            _ => {}
        }
    }
}

/// The output that the generated operation reads.
fn parsed(body: &str) -> sdk::operation::list_objects_v2::ListObjectsV2Output {
    ListObjectsV2::parse(&Response::new(200, body)).expect("an output")
}

/// The objects that the generated operation reads.
fn ours(body: &str) -> Vec<Object> {
    let output = parsed(body);
    let object = |object: &sdk::types::Object| Object {
        key: object.key().map(str::to_owned),
        last_modified: object.last_modified().copied(),
        e_tag: object.e_tag().map(str::to_owned),
        checksum_algorithm: (object.checksum_algorithm().iter())
            .map(|algorithm| algorithm.as_str().to_owned())
            .collect(),
        size: object.size(),
        storage_class: object
            .storage_class()
            .map(|class| class.as_str().to_owned()),
    };
    output.contents().iter().map(object).collect()
}

/// The objects, by `aws-smithy-xml`, in the way the official crates read them.
fn smithy(body: &str) -> Vec<Object> {
    let mut document = Document::new(body);
    let mut root = document.root_element().expect("a root");
    let mut objects = Vec::new();
    while let Some(mut tag) = root.next_tag() {
        if !tag.start_el().matches("Contents") {
            continue;
        }
        let mut object = Object::default();
        while let Some(mut tag) = tag.next_tag() {
            let text = try_data(&mut tag).expect("text").into_owned();
            let name = tag.start_el().local();
            object.set(name, text);
        }
        objects.push(object);
    }
    objects
}

/// The objects, by `quick-xml`.
fn quick(body: &str) -> Vec<Object> {
    let mut reader = quick_xml::Reader::from_str(body);
    let mut objects = Vec::new();
    let (mut object, mut text, mut depth) = (Object::default(), String::new(), 0);
    loop {
        match reader.read_event().expect("an event") {
            Event::Start(_) => {
                depth += 1;
                text.clear();
            }
            Event::Text(event) => text.push_str(&event),
            Event::GeneralRef(event) => {
                let meant = quick_xml::escape::resolve_predefined_entity(&event);
                text.push_str(meant.expect("an entity"));
            }
            Event::End(event) => {
                depth -= 1;
                match (depth, event.local_name().as_ref()) {
                    (1, "Contents") => objects.push(std::mem::take(&mut object)),
                    (2, name) => object.set(name, std::mem::take(&mut text)),
                    _ => {}
                }
            }
            Event::Eof => return objects,
            _ => {}
        }
    }
}

/// The number of elements, by `aws-smithy-xml`.
fn smithy_events(body: &str) -> usize {
    let mut document = Document::new(body);
    let mut count = 0;
    while document.next_start_element().is_some() {
        count += 1;
    }
    count
}

/// The number of events, by `quick-xml`.
fn quick_events(body: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(body);
    let mut count = 0;
    while reader.read_event().expect("an event") != Event::Eof {
        count += 1;
    }
    count
}

/// The number of tokens, by `xmlparser`.
fn tokens(body: &str) -> usize {
    let tokens = xmlparser::Tokenizer::from(body);
    tokens.map(|token| token.expect("a token")).count()
}

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// The request body, by `aws-smithy-xml`, in the way the official crates write it.
fn smithy_written(parts: &[CompletedPart]) -> String {
    let mut text = String::new();
    let mut writer = XmlWriter::new(&mut text);
    let root = writer.start_el("CompleteMultipartUpload");
    let mut root = root.write_ns(NAMESPACE, None).finish();
    for part in parts {
        let mut element = root.start_el("Part").finish();
        let mut member = |name: &str, value: &str| {
            let mut member = element.start_el(name).finish();
            member.data(value);
            member.finish();
        };
        part.e_tag().inspect(|value| member("ETag", value));
        part.checksum_crc32()
            .inspect(|value| member("ChecksumCRC32", value));
        let number = part.part_number();
        number.inspect(|number| member("PartNumber", &number.to_string()));
        element.finish();
    }
    root.finish();
    text
}

/// The request body, by `quick-xml`.
fn quick_written(parts: &[CompletedPart]) -> Vec<u8> {
    let mut writer = quick_xml::Writer::new(Vec::with_capacity(4096));
    let mut write = |event: Event<'_>| writer.write_event(event).expect("an event");
    write(Event::Decl(BytesDecl::new("1.0", None, None)));
    let root = BytesStart::new("CompleteMultipartUpload");
    write(Event::Start(root.with_attributes([("xmlns", NAMESPACE)])));
    for part in parts {
        write(Event::Start(BytesStart::new("Part")));
        let mut member = |name: &str, value: &str| {
            write(Event::Start(BytesStart::new(name)));
            write(Event::Text(BytesText::new(value)));
            write(Event::End(BytesEnd::new(name)));
        };
        part.e_tag().inspect(|value| member("ETag", value));
        part.checksum_crc32()
            .inspect(|value| member("ChecksumCRC32", value));
        let number = part.part_number();
        number.inspect(|number| member("PartNumber", &number.to_string()));
        write(Event::End(BytesEnd::new("Part")));
    }
    write(Event::End(BytesEnd::new("CompleteMultipartUpload")));
    writer.into_inner()
}
