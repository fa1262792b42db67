//! The sessions of a client.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_smithy_runtime_api::client::identity::Identity;

use crate::client::error::BoxError;

/// The maximum number of sessions. The one that was used least recently makes place for another.
const MOST: usize = 100;

/// The time before its end from which on a session is not used any more.
const BUFFER: Duration = Duration::from_secs(10);

/// The credentials of a session, once they are there. Whoever waits for them shares one request.
pub(super) type Session = ExpiringCache<Identity, BoxError>;

/// Sessions by their buckets and the credentials that they were begun with, the one that was used
/// last at the end.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<Vec<Entry>>);

#[derive(Debug)]
struct Entry {
    bucket: String,
    credentials: Credentials,
    session: Session,
}

impl Entry {
    fn is_for(&self, bucket: &str, credentials: &Credentials) -> bool {
        let own = &self.credentials;
        self.bucket == bucket
            && own.access_key_id() == credentials.access_key_id()
            && own.secret_access_key() == credentials.secret_access_key()
    }
}

impl Sessions {
    /// The session for a bucket and credentials; a new one, which is still empty, if there is none.
    pub(super) fn get(&self, bucket: &str, credentials: &Credentials) -> Session {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = entries
            .iter()
            .position(|entry| entry.is_for(bucket, credentials));
        let entry = match place {
            Some(place) => entries.remove(place),
            None => {
                if entries.len() >= MOST {
                    entries.remove(0);
                }
                Entry {
                    bucket: bucket.to_owned(),
                    credentials: credentials.clone(),
                    session: Session::new(BUFFER),
                }
            }
        };
        let session = entry.session.clone();
        entries.push(entry);
        session
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(key: &str, secret: &str) -> Credentials {
        Credentials::new(key, secret, None, None, "test")
    }

    fn buckets(sessions: &Sessions) -> Vec<String> {
        let entries = sessions.0.lock().unwrap();
        entries.iter().map(|entry| entry.bucket.clone()).collect()
    }

    // A session is for one bucket and one pair of keys; sessions that are in use stay.
    #[test]
    fn sessions_by_bucket_and_keys() {
        let sessions = Sessions::default();
        let own = credentials("AKID", "secret");
        for bucket in 0..MOST {
            sessions.get(&bucket.to_string(), &own);
        }
        sessions.get("0", &own);
        assert_eq!(buckets(&sessions).len(), MOST);
        sessions.get("one more", &own);
        let left = buckets(&sessions);
        assert_eq!(left.len(), MOST);
        assert!(!left.contains(&"1".to_owned()));
        assert_eq!(left[MOST - 2..], ["0", "one more"]);

        sessions.get("0", &credentials("AKID", "other"));
        sessions.get("0", &credentials("OTHER", "secret"));
        let same = buckets(&sessions);
        assert_eq!(same.iter().filter(|it| *it == "0").count(), 3);
    }
}
