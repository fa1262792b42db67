//! Bodies of gigabytes over loopback: the memory and CPU time of the client's process.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use hammersmith_tests::python::run;

use super::bench::Bench;
use super::generated::{Generator, Wanted};
use super::process::{Cost, measured};
use super::table::{Bytes, absent, compare, figure};

/// The length of the bodies whose memory is measured.
const LARGE: u64 = 10_000_000_000;

/// The length of the bodies that both clients send.
const COMPARED: u64 = 1_000_000_000;

/// The most memory that a client may need for a body, however long it is.
const MEMORY: Bytes = Bytes(64 << 20);

/// Rounds, of which the best one counts.
const ROUNDS: usize = 5;

const DEPENDENCIES: &str = "\
aws-credential-types = { version = \"1\", features = [\"hardcoded-credentials\"] }
aws-smithy-types = \"1\"
bytes = \"1\"
crc32fast = \"1\"
http-body = \"1\"
tokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }
official = { package = \"aws-sdk-s3\", version = \"=1.157.0\" }
";

/// Protects transfers of large objects: no body is held in memory, and checksums and chunks cost no
/// more than those of the official client. The server is a process of its own.
pub(crate) fn streams(bench: &Bench) {
    let wanted = Wanted {
        service: "s3",
        operations: &["GetObject", "PutObject"],
    };
    let ours = match Generator::now(bench).generate(bench, &wanted) {
        Ok(ours) => ours,
        Err(why) => return absent("S3 over loopback", &why),
    };
    let side = |name: &str| {
        format!("pub use ::{name} as sdk;\n\n#[path = \"calls.rs\"]\npub mod calls;\n")
    };
    let project = bench.project(
        "streams",
        &format!("[dependencies]\n{DEPENDENCIES}{}", ours.dependency("ours")),
        &[
            ("src/main.rs", include_str!("streams/main.rs")),
            ("src/calls.rs", include_str!("streams/calls.rs")),
            ("src/body.rs", include_str!("streams/body.rs")),
            ("src/server.rs", include_str!("streams/server.rs")),
            ("src/official.rs", &side("official")),
            ("src/ours.rs", &side("ours")),
        ],
    );
    run(&mut bench.cargo(&project, &["build", "--release"]));
    let program = bench.folder.join("target/release/streams");
    let large = Server::start(&program, LARGE);
    memory(bench, &large);
    // A download takes so little that its number of reads decides, unless it is large.
    time(bench, &large, &[DOWNLOAD], None);
    drop(large);
    let uploads = Server::start(&program, COMPARED);
    time(bench, &uploads, &UPLOADS, Some(1.0));
}

/// A direction and a checksum.
type Transfer = (&'static str, &'static str);

const UPLOADS: [Transfer; 2] = [("put", "CRC32"), ("put", "SHA256")];

const DOWNLOAD: Transfer = ("get", "CRC32");

fn title(server: &Server, (way, algorithm): Transfer) -> String {
    let way = if way == "put" { "upload" } else { "download" };
    let length = server.length / 1_000_000_000;
    format!("S3: {way} of {length} GB with {algorithm}")
}

fn memory(bench: &Bench, server: &Server) {
    for transfer in UPLOADS.into_iter().chain([DOWNLOAD]) {
        let cost = server.transfer(bench, "ours", transfer);
        let title = format!("{}, peak memory", title(server, transfer));
        figure(&title, Bytes(cost.memory), Some(MEMORY));
    }
}

fn time(bench: &Bench, server: &Server, transfers: &[Transfer], most: Option<f64>) {
    for &transfer in transfers {
        let (mut official, mut ours) = (Cost::MAX, Cost::MAX);
        for _ in 0..ROUNDS {
            official = official.min(server.transfer(bench, "official", transfer));
            ours = ours.min(server.transfer(bench, "ours", transfer));
        }
        let title = format!("{}, CPU", title(server, transfer));
        compare(&title, official.cpu, ours.cpu, most);
    }
}

/// The program as a server.
struct Server {
    process: Child,
    program: PathBuf,
    length: u64,
    url: String,
}

impl Server {
    fn start(program: &PathBuf, length: u64) -> Self {
        let mut command = Command::new(program);
        command.args(["serve", &length.to_string()]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("a server");
        let output = process.stdout.take().expect("its output");
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url).expect("a URL");
        Self {
            process,
            program: program.clone(),
            length,
            url: url.trim().to_owned(),
        }
    }

    /// The cost of a client's process.
    fn transfer(&self, bench: &Bench, client: &str, (way, algorithm): Transfer) -> Cost {
        let log = bench.folder.join("streams.log");
        let length = self.length.to_string();
        let arguments = [client, way, algorithm, &length, &self.url];
        measured(&log, &self.program, &arguments, &bench.folder)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with the bench in any case.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
