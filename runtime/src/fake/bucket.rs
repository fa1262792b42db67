//! Buckets of S3 in hosts.

use super::call::Call;

/// The bucket in a host name: before the name of the service of AWS, or before `.localhost`. An
/// access point has its name and its account there.
pub(super) fn bucket_in_host<'r>(call: &Call<'r>) -> Option<&'r str> {
    let name = name(call)?;
    if let Some(local) = name.strip_suffix(".localhost") {
        return Some(local.strip_suffix(".s3").unwrap_or(local));
    }
    let services = [".s3.", ".s3-", ".s3express-"];
    let end = services.iter().filter_map(|service| name.rfind(service));
    name.get(..end.max()?)
}

/// True for the hosts of S3 Object Lambda.
pub(super) fn is_object_lambda(call: &Call<'_>) -> bool {
    name(call).is_some_and(|name| name.contains(".s3-object-lambda."))
}

/// The host without its port.
fn name<'r>(call: &Call<'r>) -> Option<&'r str> {
    let host = call.host?;
    Some(host.rsplit_once(':').map_or(host, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::super::body::Content;
    use super::*;

    /// Protects the keys of objects, which are all of the path if the host has the bucket, also in
    /// requests whose host is that of their URI.
    #[test]
    fn buckets_in_hosts() {
        let table = [
            ("photos.s3.eu-west-1.amazonaws.com", Some("photos")),
            ("s3.eu-west-1.amazonaws.com", None),
            ("photos.localhost:80", Some("photos")),
            ("photos.s3.localhost", Some("photos")),
            ("127.0.0.1:80", None),
            (
                "point-123456789012.s3-accesspoint.us-east-1.amazonaws.com",
                Some("point-123456789012"),
            ),
            (
                "a--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com",
                Some("a--use1-az4--x-s3"),
            ),
            ("s3express-control.us-east-1.amazonaws.com", None),
        ];
        for (host, expected) in table {
            let without = http::Request::get(format!("http://{host}/a"));
            let with = http::Request::get("/a").header("host", host);
            for request in [without, with] {
                let request = request.body(()).expect("a request");
                let content = Content::plain(b"");
                let call = Call::of(&request, &content).expect("a call");
                assert_eq!(bucket_in_host(&call), expected, "{host}");
            }
        }
    }
}
