//! Runs that are killed, and runs at the same time.

use super::*;

/// All that is on the disk below a directory, files of runs too.
fn everything(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<String> = entries
        .flat_map(|path| {
            if path.is_dir() {
                everything(&path)
            } else {
                vec![path.display().to_string()]
            }
        })
        .collect();
    found.sort();
    found
}

/// A disk of a process that is killed: after some operations, nothing works any more.
struct Dying(Cell<usize>);

impl Dying {
    fn then<T>(&self, operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let left = self.0.get().checked_sub(1).ok_or(io::ErrorKind::Other)?;
        self.0.set(left);
        operation()
    }
}

impl Disk for Dying {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.then(|| System.create_dir(path))
    }

    fn write(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.then(|| System.write(path, contents))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.then(|| System.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.then(|| System.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.then(|| System.remove_dir(path))
    }
}

/// Protects: a run that is killed, at whatever moment, can be run again, the first one too; and
/// nothing of it stays.
#[test]
fn a_killed_run_can_be_run_again() {
    let mut expected: Vec<String> = NEW.iter().map(|(path, _)| (*path).to_owned()).collect();
    expected.insert(0, manifest::NAME.to_owned());
    let mut killed = 0;
    for is_first in [true, false] {
        for operations in 0.. {
            let (_root, dir) = if is_first {
                let root = TempDir::new().unwrap();
                let dir = root.path().join("out");
                (root, dir)
            } else {
                generated()
            };
            let disk = Dying(Cell::new(operations));
            let survived = write_dir_on(&disk, &set(&NEW), &dir).is_ok();
            if survived {
                break;
            }
            killed += 1;
            // As the system leaves it: the lock is free, and its file is there.
            if dir.exists() {
                fs::write(dir.join(".hammersmith.lock"), "").unwrap();
            }
            verify_dir(&set(&NEW), &dir).expect("asking first says the same");
            write_dir(&set(&NEW), &dir).expect("the next run succeeds");
            assert_eq!(contents(&dir), pairs(&NEW), "killed after {operations}");
            let left = everything(&dir).into_iter();
            let front = format!("{}/", dir.display());
            let left: Vec<String> = left.map(|path| path.replace(&front, "")).collect();
            assert_eq!(left, expected, "killed after {operations}");
            assert!(!dir.join(".hammersmith.tmp").exists());
        }
    }
    assert!(killed > 15, "{killed}");
}

/// Protects: what a killed run left behind goes even if there is nothing to write.
#[test]
fn leftovers_go_with_the_next_run() {
    let (root, dir) = generated();
    fs::create_dir(dir.join(".hammersmith.tmp")).unwrap();
    fs::write(dir.join(".hammersmith.tmp/0.tmp"), "half").unwrap();
    assert_eq!(write_dir(&set(&OLD), &dir).unwrap().unchanged, 3);
    assert_eq!(everything(&dir).len(), 4);
    let file = root.path().join("client.rs");
    write_file(&file, "a").unwrap();
    for text in ["a", "b"] {
        fs::create_dir(root.path().join(".client.rs.hammersmith.tmp")).unwrap();
        fs::write(root.path().join(".client.rs.hammersmith.lock"), "").unwrap();
        assert_eq!(write_file(&file, text).unwrap(), text == "b");
        let names = fs::read_dir(root.path()).unwrap().count();
        assert_eq!(names, 2, "the file and the directory");
    }
}

/// Protects: runs at the same time wait for each other, so that what is there in the end is what
/// one of them makes.
#[test]
fn runs_at_once_do_not_mix() {
    let (root, dir) = generated();
    let fresh = root.path().join("fresh/out");
    let file = root.path().join("some/client.rs");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let files = if number % 2 == 0 { OLD } else { NEW };
            let (dir, fresh, file) = (&dir, &fresh, &file);
            scope.spawn(move || {
                for _ in 0..20 {
                    write_dir(&set(&files), dir).expect("nobody is in the way");
                    write_dir(&set(&files), fresh).expect("nobody is in the way");
                    write_file(file, files[1].1).expect("nobody is in the way");
                }
            });
        }
    });
    for dir in [&dir, &fresh] {
        let found = contents(dir);
        assert!(found == pairs(&OLD) || found == pairs(&NEW), "{found:?}");
        let list = fs::read_to_string(dir.join(manifest::NAME)).unwrap();
        assert_eq!(everything(dir).len(), list.lines().count() - 1);
    }
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
}
