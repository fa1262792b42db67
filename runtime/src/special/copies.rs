//! Copies from another region: a request that holds its own presigned form, for the region that it
//! copies from. The service sends that on.
//!
//! Official clients leave it to the program; others do this where the source is set.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

use crate::error::BoxError;
use crate::http::{LABEL, percent_encode};
use crate::presigning::Signature;
use crate::service::PresignedCopy;

/// The parameter with the region that is copied from.
const SOURCE: &str = "SourceRegion";

/// The parameter with the region that is copied to.
const DESTINATION: &str = "DestinationRegion";

/// The time for which the presigned form is valid.
const VALIDITY: Duration = Duration::from_secs(3600);

/// The request that copies, as far as its presigned form depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Copying<'a> {
    pub(crate) copy: PresignedCopy,
    /// The URL that the request goes to. Its query is left out.
    pub(crate) url: &'a str,
    /// The region that is copied to.
    pub(crate) region: &'a str,
    /// The name of the service in signatures.
    pub(crate) service: &'a str,
    pub(crate) credentials: &'a Credentials,
    pub(crate) time: SystemTime,
}

impl Copying<'_> {
    /// The URL of a request that is presigned, whose query is the form, with the presigned request;
    /// `None` if it stays as it is.
    pub(crate) fn complete_query(self, url: &str) -> Result<Option<String>, BoxError> {
        let Some((path, form)) = url.split_once('?') else {
            return Ok(None);
        };
        let form = self.complete(form)?;
        Ok(form.map(|form| format!("{path}?{form}")))
    }

    /// The form with the presigned request; `None` if it stays as it is.
    pub(crate) fn complete(self, form: &str) -> Result<Option<String>, BoxError> {
        let Some(source) = value(form, SOURCE) else {
            return Ok(None);
        };
        if !source
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        {
            return Err("`source_region` is not a valid region".into());
        }
        let (parameter, is_sent) = match self.copy {
            PresignedCopy::Rds => ("PreSignedUrl", false),
            PresignedCopy::Ec2 => ("PresignedUrl", true),
        };
        let mut completed = match is_sent {
            true => form.to_owned(),
            false => without(form, SOURCE),
        };
        if source == self.region || value(form, parameter).is_some() {
            return Ok((!is_sent).then_some(completed));
        }
        let mut query = without(&completed, DESTINATION);
        add(&mut query, DESTINATION, self.region);
        let signature = Signature {
            service: self.service,
            region: source,
            credentials: self.credentials,
            time: self.time,
            validity: VALIDITY,
        };
        let url = signature.sign(&format!(
            "{}?{query}",
            in_region(self.url, self.region, source)
        ))?;
        add(&mut completed, parameter, &url);
        if is_sent && value(form, DESTINATION).is_none() {
            add(&mut completed, DESTINATION, self.region);
        }
        Ok(Some(completed))
    }
}

/// The value of a parameter of a form, as it is encoded. One that is empty is unset.
fn value<'a>(form: &'a str, name: &str) -> Option<&'a str> {
    let mut parameters = form.split('&').filter_map(|it| it.split_once('='));
    let found = parameters.find(|(other, value)| *other == name && !value.is_empty());
    found.map(|(_, value)| value)
}

/// The form without a parameter.
fn without(form: &str, name: &str) -> String {
    let is_other = |parameter: &&str| parameter.split('=').next() != Some(name);
    let kept: Vec<&str> = form.split('&').filter(is_other).collect();
    kept.join("&")
}

fn add(form: &mut String, name: &str, value: &str) {
    form.extend(["&", name, "="]);
    percent_encode(form, value, LABEL);
}

/// The URL of the same service in another region, whose name is part of the host in place of that
/// of this region.
fn in_region(url: &str, own: &str, other: &str) -> String {
    let url = url.split_once('?').map_or(url, |(url, _)| url);
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let labels = host
        .split('.')
        .map(|label| if label == own { other } else { label });
    let host: Vec<&str> = labels.collect();
    let path = if path.is_empty() { "/" } else { path };
    format!("{scheme}://{}{path}", host.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(copy: PresignedCopy, form: &str) -> Result<Option<String>, BoxError> {
        let copying = Copying {
            copy,
            url: "https://rds.eu-west-1.amazonaws.com/",
            region: "eu-west-1",
            service: "rds",
            credentials: &Credentials::new("AKID", "secret", None, None, "test"),
            time: SystemTime::UNIX_EPOCH,
        };
        copying.complete(form)
    }

    /// Protects copies that need no presigned form, and those for which the program has one:
    /// nothing is added, and the parameter that only clients know is not sent.
    #[test]
    fn only_what_lacks_a_url_gets_one() {
        use PresignedCopy::{Ec2, Rds};
        let cases = [
            (Rds, "Action=A", None),
            (Rds, "Action=A&SourceRegion=", None),
            (
                Rds,
                "Action=A&SourceRegion=eu-west-1&B=c",
                Some("Action=A&B=c"),
            ),
            (
                Rds,
                "SourceRegion=us-east-1&PreSignedUrl=u",
                Some("PreSignedUrl=u"),
            ),
            (Ec2, "Action=A&SourceRegion=eu-west-1", None),
            (Ec2, "SourceRegion=us-east-1&PresignedUrl=u", None),
        ];
        for (copy, form, expected) in cases {
            let found = completed(copy, form).unwrap();
            assert_eq!(found.as_deref(), expected, "{form}");
        }
        completed(Rds, "Action=A&SourceRegion=a%2Fb").unwrap_err();
    }

    /// Protects copies across regions: the URL goes to the source, and names the destination; the
    /// signature is compared with that of botocore elsewhere.
    #[test]
    fn the_url_goes_to_the_source() {
        use PresignedCopy::{Ec2, Rds};
        let start = "https://rds.us-east-1.amazonaws.com/?Action=A";
        let cases = [
            (
                Rds,
                "Action=A&",
                "PreSignedUrl",
                "&DestinationRegion=eu-west-1&X-Amz-",
                "",
            ),
            (
                Ec2,
                "Action=A&SourceRegion=us-east-1&",
                "PresignedUrl",
                "&SourceRegion=us-east-1&DestinationRegion=eu-west-1&X-Amz-",
                "&DestinationRegion=eu-west-1",
            ),
        ];
        for (copy, sent, parameter, query, end) in cases {
            let form = "Action=A&SourceRegion=us-east-1";
            let found = completed(copy, form).unwrap().unwrap();
            let mut begin = format!("{sent}{parameter}=");
            percent_encode(&mut begin, &format!("{start}{query}"), LABEL);
            assert!(found.starts_with(&begin) && found.ends_with(end), "{found}");
        }
        let local = in_region("http://127.0.0.1:5000", "eu-west-1", "us-east-1");
        assert_eq!(local, "http://127.0.0.1:5000/");
    }
}
