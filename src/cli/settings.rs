//! Settings that nobody typed: from the environment (`STORYDIFF_WIDTH=90`) and from a configuration file.
//!
//! What is typed beats the environment, the environment beats the file, the file beats what is built in. Each value
//! is held against the option that it stands for before anything is read, and an error names its place.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command, parser::ValueSource};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tools::meant;
use crate::render::safe::{Safe, steers};

/// The name of the file, looked for in the working folder and upwards, then in the user's folder.
const FILE: &str = "storydiff.toml";
/// Options of no sense outside the command line: what to read, where to write, and how to find settings.
const TYPED_ONLY: [&str; 8] = [
    "files",
    "label",
    "output",
    "explain",
    "no_config",
    "print_config",
    "help",
    "version",
];
/// Options at the top of the file hold for every command; all others stand in a table named after their command.
const SHARED: [&str; 7] = [
    "input-format",
    "max-bytes",
    "lexicon",
    "width",
    "color",
    "hyperlink",
    "quiet",
];

/// One value for one option of the command that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The option's id.
    id: String,
    values: Vec<String>,
    /// Where it comes from: `storydiff.toml:3:1` or the name of a variable.
    origin: String,
}

/// The settings for the command that was typed, later ones stronger.
///
/// # Errors
/// The first that is wrong, with its place and the way out.
pub(super) fn found(all: &Command, matches: &ArgMatches) -> Result<Vec<Setting>, String> {
    let name = matches.subcommand_name();
    let (command, table) = match name {
        Some(name) => (all.find_subcommand(name), name),
        None => (Some(all), "compare"),
    };
    let Some(command) = command else {
        return Ok(Vec::new());
    };
    let mut settings = Vec::new();
    if !matches.get_flag("no_config")
        && let Some(path) = file()
    {
        settings.extend(from_file(&path, all, command, table)?);
    }
    settings.extend(from_environment(command));
    for setting in &settings {
        check(setting, command)?;
    }
    Ok(settings)
}

/// The command with the settings in place of what is built in.
pub(super) fn applied(all: Command, matches: &ArgMatches, settings: &[Setting]) -> Command {
    let apply = |command: Command| {
        settings.iter().fold(command, |command, setting| {
            let values = setting.values.clone();
            command.mut_arg(&setting.id, |arg| arg.default_values(values))
        })
    };
    match matches.subcommand_name() {
        Some(name) => all.mut_subcommand(name, apply),
        None => apply(all),
    }
}

/// Every option of the command with its value and where it comes from, in the form of the file.
pub(super) fn printed(all: &Command, matches: &ArgMatches, settings: &[Setting]) -> String {
    let (command, inner, table) = match matches.subcommand() {
        Some((name, inner)) => (all.find_subcommand(name), inner, name),
        None => (Some(all), matches, "compare"),
    };
    let mut shared = String::new();
    let mut own = format!("[{table}]\n");
    for arg in command.into_iter().flat_map(Command::get_arguments) {
        let (id, Some(long)) = (arg.get_id().as_str(), arg.get_long()) else {
            continue;
        };
        if TYPED_ONLY.contains(&id) {
            continue;
        }
        let values: Vec<String> = inner
            .get_raw(id)
            .into_iter()
            .flatten()
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        let origin = match inner.value_source(id) {
            Some(ValueSource::CommandLine) => "command line",
            _ => settings
                .iter()
                .rev()
                .find(|setting| setting.id == id)
                .map_or("built in", |setting| setting.origin.as_str()),
        };
        let quoted = |value: &String| match value.as_str() {
            "true" | "false" => value.clone(),
            digits if digits.parse::<u32>().is_ok() => value.clone(),
            text => toml_string(text),
        };
        let line = match values.as_slice() {
            [] if matches!(arg.get_action(), ArgAction::SetTrue) => format!("{long} = false"),
            [] => format!("# {long} is not set"),
            [value] => format!("{long} = {}", quoted(value)),
            several => {
                let several: Vec<String> = several.iter().map(quoted).collect();
                format!("{long} = [{}]", several.join(", "))
            }
        };
        let part = if SHARED.contains(&long) {
            &mut shared
        } else {
            &mut own
        };
        let origin = Safe::text(origin);
        part.push_str(&format!("{line}  # {}\n", origin.as_str()));
    }
    shared + "\n" + &own
}

fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            // The form reads back as the same text.
            _ if steers(letter) => out.push_str(&format!("\\U{:08X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out + "\""
}

fn file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let user = std::env::var_os("XDG_CONFIG_HOME")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
    here.ancestors()
        .map(|folder| folder.join(FILE))
        .chain(user.map(|folder| folder.join("storydiff").join(FILE)))
        .find(|path| path.is_file())
}

fn from_environment(command: &Command) -> Vec<Setting> {
    command
        .get_arguments()
        .filter(|arg| !TYPED_ONLY.contains(&arg.get_id().as_str()))
        .filter_map(|arg| {
            let long = arg.get_long()?;
            let name = format!("STORYDIFF_{}", long.to_uppercase().replace('-', "_"));
            let value: OsString = std::env::var_os(&name).filter(|value| !value.is_empty())?;
            let value = value.to_string_lossy();
            let values = match arg.get_value_delimiter() {
                Some(delimiter) => value.split(delimiter).map(str::to_owned).collect(),
                None => vec![value.into_owned()],
            };
            Some(Setting {
                id: arg.get_id().to_string(),
                values,
                origin: name,
            })
        })
        .collect()
}

fn from_file(
    path: &std::path::Path,
    all: &Command,
    command: &Command,
    table: &str,
) -> Result<Vec<Setting>, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{shown}: not readable: {error}; --no-config goes without it"))?;
    let place = |offset: usize| {
        let before = text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        format!("{shown}:{line}:{column}")
    };
    let parsed = DeTable::parse(&text).map_err(|error| {
        let at = place(error.span().map_or(0, |span| span.start));
        format!("{at}: {}", error.message())
    })?;
    let commands: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
    let mut settings = Vec::new();
    for (key, value) in parsed.get_ref() {
        let name = key.get_ref().as_ref();
        let at = place(key.span().start);
        if let DeValue::Table(inner) = value.get_ref() {
            let Some(owner) = all.find_subcommand(name) else {
                return Err(format!(
                    "{at}: there is no command `{name}`{}",
                    meant(name, &commands)
                ));
            };
            for (key, value) in inner {
                let at = place(key.span().start);
                let setting = setting(key, value, owner, &at)?;
                if name == table {
                    settings.push(setting);
                }
            }
        } else if SHARED.contains(&name) {
            settings.push(setting(key, value, all, &at)?);
        } else {
            return Err(format!(
                "{at}: `{name}` is no setting for all commands{}; settings of one command stand in its table, as [compare]",
                meant(name, &SHARED)
            ));
        }
    }
    // A command that reads no report has none of the shared options.
    settings.retain(|setting| {
        command
            .get_arguments()
            .any(|arg| arg.get_id() == setting.id.as_str())
    });
    Ok(settings)
}

fn setting(
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    command: &Command,
    at: &str,
) -> Result<Setting, String> {
    let name = key.get_ref().as_ref();
    let arg = command
        .get_arguments()
        .filter(|arg| !TYPED_ONLY.contains(&arg.get_id().as_str()))
        .find(|arg| arg.get_long() == Some(name));
    let Some(arg) = arg else {
        let names: Vec<&str> = command
            .get_arguments()
            .filter_map(|arg| arg.get_long())
            .collect();
        return Err(format!(
            "{at}: {} has no setting `{name}`{}",
            command.get_name(),
            meant(name, &names)
        ));
    };
    let values = match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|one| plain(one.get_ref())).collect(),
        one => plain(one).map(|one| vec![one]),
    };
    let values = values.ok_or_else(|| {
        format!("{at}: `{name}` takes a string, a number, true or false, or a list of strings")
    })?;
    Ok(Setting {
        id: arg.get_id().to_string(),
        values,
        origin: at.to_owned(),
    })
}

fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Holds a value against the option, by letting the command read it.
fn check(setting: &Setting, command: &Command) -> Result<(), String> {
    let Some(arg) = command
        .get_arguments()
        .find(|arg| arg.get_id() == setting.id.as_str())
    else {
        return Ok(());
    };
    let long = arg.get_long().unwrap_or_default();
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return match setting.values.as_slice() {
            [one] if one == "true" || one == "false" => Ok(()),
            _ => Err(format!("{}: `{long}` is true or false", setting.origin)),
        };
    }
    let typed = std::iter::once("storydiff".to_owned()).chain(
        setting
            .values
            .iter()
            .map(|value| format!("--{long}={value}")),
    );
    match command
        .clone()
        .no_binary_name(false)
        .try_get_matches_from(typed)
    {
        Err(error) if error.kind() != clap::error::ErrorKind::MissingRequiredArgument => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            let first = first.strip_prefix("error: ").unwrap_or(first);
            let options = text
                .lines()
                .map(str::trim)
                .find(|line| line.starts_with('['))
                .map_or_else(String::new, |line| format!(" {line}"));
            Err(format!("{}: {first}{options}", setting.origin))
        }
        _ => Ok(()),
    }
}
