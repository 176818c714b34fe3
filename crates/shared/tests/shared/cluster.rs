//! A throw-away PostgreSQL for all tests of this binary, and a newsroom in a database of its own for each.

use newsroom::{Operation, Pushed, StaffId, Thing, ThingId, operation::Kind, staff::Role};
use postgres::Client;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use serde_json::{Value, json};
use shared::{Address, Founder, Member, Owner};
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
use uuid::Uuid;

pub(crate) const PASSWORD: &str = "một mật khẩu dài";

/// A server. A shell keeps it, which ends it and removes its files as soon as this process is gone, however it went.
pub(crate) struct Cluster {
    pub(crate) port: u16,
    pub(crate) ca_pem: String,
    folder: PathBuf,
    _keeper: Child,
}

/// What the keeper does: it starts the server again whenever it dies, until the end of its input, which this process holds.
const KEEPER: &str = r#"
    (while :; do "$1" -D "$2" >>"$2/log" 2>&1; sleep 0.1; done) & loop=$!
    cat >/dev/null
    kill $loop
    server=$(head -n 1 "$2/postmaster.pid") && kill -QUIT "$server" && while kill -0 "$server"; do sleep 0.05; done
    rm -rf -- "$2"
"#;

impl Cluster {
    /// The one of this binary.
    pub(crate) fn shared() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| Self::start(false))
    }

    /// A server of its own; a durable one keeps its word also where it dies.
    pub(crate) fn start(durable: bool) -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("newsdesk-postgres").tempdir().unwrap().keep();
        let account = account(&folder);
        let run = |program: &Path, arguments: &[&str]| {
            let mut command = account.command(program);
            command.args(arguments).current_dir(&folder).stdin(Stdio::null());
            let output = command.output().unwrap();
            assert!(output.status.success(), "{program:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        let data = folder.to_str().unwrap();
        let password = folder.with_extension("pw");
        fs::write(&password, PASSWORD).unwrap();
        account.give(&password);
        let options = [
            "-D",
            data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-A",
            "scram-sha-256",
            "--pwfile",
        ];
        run(&programs.join("initdb"), &[&options[..], &[password.to_str().unwrap()]].concat());
        fs::remove_file(&password).unwrap();

        let authority = Authority::new("the newsroom's authority");
        let (certificate, key) = authority.certificate(&["localhost", "127.0.0.1"]);
        fs::write(folder.join("server.crt"), certificate).unwrap();
        fs::write(folder.join("server.key"), key).unwrap();
        fs::set_permissions(folder.join("server.key"), fs::Permissions::from_mode(0o600)).unwrap();
        account.give(&folder.join("server.crt"));
        account.give(&folder.join("server.key"));
        fs::write(
            folder.join("pg_hba.conf"),
            "hostssl in_clear all 127.0.0.1/32 password\nhostssl all all 127.0.0.1/32 scram-sha-256\n",
        )
        .unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let durable = if durable { "on" } else { "off" };
        let settings = format!(
            "port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nssl = on\nfsync = {durable}\n\
             full_page_writes = {durable}\nshared_buffers = 64MB\nmax_connections = 200\nlc_messages = 'C'\n"
        );
        let mut conf = fs::read_to_string(folder.join("postgresql.conf")).unwrap();
        conf.push_str(&settings);
        fs::write(folder.join("postgresql.conf"), conf).unwrap();

        let mut keeper = account.command(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER, "keeper", programs.join("postgres").to_str().unwrap(), data]);
        keeper.current_dir(&folder).stdin(Stdio::piped());
        keeper.stderr(Stdio::null());
        let keeper = keeper.spawn().unwrap();
        let cluster = Self { port, ca_pem: authority.pem(), folder, _keeper: keeper };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let begun = Instant::now();
        while let Err(error) = self.try_client("postgres", "postgres") {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(60), "the server does not start: {error}\n{}", log());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Kills the server as it stands, and waits until it is there again.
    pub(crate) fn crash(&self) {
        let pid = fs::read_to_string(self.folder.join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap();
        assert!(Command::new("kill").args(["-KILL", pid]).status().unwrap().success());
        while Path::new("/proc").join(pid).exists() {
            thread::sleep(Duration::from_millis(10));
        }
        self.wait();
    }

    pub(crate) fn address(&self, database: &str) -> Address {
        Address { host: "127.0.0.1".into(), port: self.port, database: database.into(), ca_pem: self.ca_pem.clone() }
    }

    /// A plain client, for what our own does not say.
    pub(crate) fn client(&self, database: &str, role: &str) -> Client {
        self.try_client(database, role).unwrap()
    }

    pub(crate) fn try_client(&self, database: &str, role: &str) -> Result<Client, postgres::Error> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.ca_pem.as_bytes()).unwrap()).unwrap();
        let tls = rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut config = postgres::Config::new();
        config.host("127.0.0.1").port(self.port).dbname(database).user(role).password(PASSWORD);
        config.ssl_mode(postgres::config::SslMode::Require);
        config.connect(tokio_postgres_rustls::MakeRustlsConnect::new(tls))
    }

    /// A database that nobody else has.
    pub(crate) fn database(&self) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("paper_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.client("postgres", "postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        name
    }
}

/// Where Debian puts the server's programs: the newest.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, path)| path.join("initdb").exists())
        .collect();
    found.sort();
    let (_, newest) = found.pop().expect("PostgreSQL's server is missing: apt-get install postgresql");
    newest
}

/// Whom the server runs as: it refuses root.
enum Account {
    Same,
    Other { uid: u32, gid: u32 },
}

fn account(folder: &Path) -> Account {
    if fs::metadata(folder).unwrap().uid() != 0 {
        return Account::Same;
    }
    let ask = |what: &str| {
        let output = Command::new("id").args([what, "postgres"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .expect("Debian's postgresql package makes a user postgres")
    };
    let account = Account::Other { uid: ask("-u"), gid: ask("-g") };
    account.give(folder);
    account
}

impl Account {
    fn give(&self, path: &Path) {
        if let Self::Other { uid, gid } = self {
            chown(path, Some(*uid), Some(*gid)).unwrap();
        }
    }

    fn command(&self, program: &Path) -> Command {
        let Self::Other { uid, gid } = self else { return Command::new(program) };
        let mut command = Command::new("setpriv");
        command.args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups", "--"]).arg(program);
        command
    }
}

/// Who vouches for servers.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    fn certificate(&self, hosts: &[&str]) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let names = hosts.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>();
        let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &self.0).unwrap();
        (certificate.pem(), key.serialize_pem())
    }
}

/// A person of the test newsroom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) login: &'static str,
    pub(crate) role: Role,
    n: u128,
}

pub(crate) const CHIEF: Person = Person { login: "chi", role: Role::Chief, n: 1 };
pub(crate) const EDITOR: Person = Person { login: "bien", role: Role::Editor, n: 2 };
pub(crate) const COLLEAGUE: Person = Person { login: "tap", role: Role::Editor, n: 3 };
pub(crate) const REPORTER: Person = Person { login: "thu.ha", role: Role::Reporter, n: 4 };
pub(crate) const OTHER: Person = Person { login: "nam", role: Role::Reporter, n: 5 };
pub(crate) const PEOPLE: [Person; 5] = [CHIEF, EDITOR, COLLEAGUE, REPORTER, OTHER];

impl Person {
    pub(crate) fn id(self) -> StaffId {
        StaffId(Uuid::from_u128(0x0190_f0aa_0000_7000_8000_0000_0000_0000 + self.n))
    }

    pub(crate) fn actor(self) -> newsroom::Actor {
        newsroom::Actor::Person(self.id(), self.role)
    }
}

/// A newsroom with five people, who are all let in.
pub(crate) struct Paper {
    pub(crate) database: String,
    pub(crate) address: Address,
    pub(crate) owner: Owner,
}

impl Paper {
    pub(crate) fn new() -> Self {
        Self::on(Cluster::shared())
    }

    pub(crate) fn on(cluster: &Cluster) -> Self {
        let database = cluster.database();
        let address = cluster.address(&database);
        let owner = Owner::connect(&address, "postgres", PASSWORD).unwrap();
        let at = now();
        let founder = Founder { id: CHIEF.id(), login: CHIEF.login.into(), name: "Chi".into(), created_at: at };
        owner.create(Uuid::from_u128(77), &founder).unwrap();
        owner.invite(CHIEF.login, PASSWORD).unwrap();
        let paper = Self { database, address, owner };
        let chief = paper.member(CHIEF);
        let people = PEOPLE[1..].iter().map(|person| thing(Kind::Staff, person.id(), 0, staff(*person)));
        applied(chief.push(&operation(CHIEF, people.collect())).unwrap());
        for person in &PEOPLE[1..] {
            paper.owner.invite(person.login, PASSWORD).unwrap();
        }
        paper
    }

    pub(crate) fn member(&self, person: Person) -> Member {
        Member::connect(&self.address, person.login, PASSWORD).unwrap()
    }

    /// A person's plain client.
    pub(crate) fn client(&self, person: Person) -> Client {
        Cluster::shared().client(&self.database, &format!("{}.{}", self.database, person.login))
    }

    /// The administrator's.
    pub(crate) fn root(&self) -> Client {
        Cluster::shared().client(&self.database, "postgres")
    }
}

pub(crate) fn staff(person: Person) -> Value {
    json!({"login": person.login, "name": person.login, "role": person.role, "created_at": "2026-11-30T01:00:00Z", "left_at": null})
}

/// This moment, as precisely as databases keep it.
pub(crate) fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_millis(chrono::Utc::now().timestamp_millis()).unwrap()
}

pub(crate) fn new_id() -> Uuid {
    Uuid::from_u128(fastrand::u128(..))
}

pub(crate) fn thing(kind: Kind, key: impl ToString, base: u64, content: Value) -> Thing {
    Thing { id: ThingId { kind, key: key.to_string() }, base, content }
}

pub(crate) fn operation(author: Person, things: Vec<Thing>) -> Operation {
    Operation { id: new_id(), author: Some(author.id()), at: now(), things }
}

#[track_caller]
pub(crate) fn applied(pushed: Pushed) -> (u64, Vec<u64>) {
    match pushed {
        Pushed::Applied { number, versions } => (number, versions),
        other => panic!("not applied: {other:?}"),
    }
}

#[track_caller]
pub(crate) fn refused(pushed: Pushed) -> String {
    match pushed {
        Pushed::Refused { why, .. } => why,
        other => panic!("not refused: {other:?}"),
    }
}
