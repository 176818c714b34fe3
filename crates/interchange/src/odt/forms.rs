//! Fields of forms: what is typed, chosen and ticked in them.

use super::reader::Reader;
use crate::{
    InterchangeError,
    signs::tick,
    tree::{Id, Next, Step, Tree},
};

impl Reader<'_, '_> {
    /// What stands in the fields of a form: they lie beside the text, which only names them (part 3, 13).
    pub(super) fn read_forms(&mut self, tree: &Tree, top: Id) -> Result<(), InterchangeError> {
        tree.walk(top, &mut |step| {
            let Step::Enter(id) = step else { return Ok(Next::Into) };
            let said = |names: &[&str]| names.iter().find_map(|name| tree.attr(id, name)).unwrap_or_default();
            let words = match tree.name(id) {
                "form:checkbox" | "form:radio" => {
                    let state = said(&["form:current-state", "form:state", "form:current-selected", "form:selected"]);
                    let ticked = tick(matches!(state, "checked" | "true"));
                    Some(format!("{ticked} {}", said(&["form:label"])).trim_end().to_owned())
                }
                "form:text"
                | "form:textarea"
                | "form:combobox"
                | "form:formatted-text"
                | "form:date"
                | "form:number" => Some(said(&["form:current-value", "form:value"]).to_owned()),
                "form:listbox" => {
                    let chosen = |option: &Id| {
                        let on = tree.attr(*option, "form:current-selected").or(tree.attr(*option, "form:selected"));
                        on == Some("true")
                    };
                    let option = tree.children(id).filter(|child| tree.is(*child, "form:option")).find(chosen);
                    Some(option.and_then(|option| tree.attr(option, "form:label")).unwrap_or_default().to_owned())
                }
                _ => None,
            };
            let name = ["?:id", "xml:id", "form:id"].into_iter().find_map(|key| tree.attr(id, key));
            if let (Some(words), Some(name)) = (words, name) {
                self.controls.insert(name.to_owned(), words);
            }
            Ok(Next::Into)
        })
    }

    /// A box or a list of Word's that LibreOffice keeps as a mark in the text.
    pub(super) fn field(&mut self, tree: &Tree, id: Id) -> Result<(), InterchangeError> {
        let said = |of: Id, name: &str| {
            let keys = [format!("field:{name}"), format!("?:{name}")];
            keys.into_iter().find_map(|key| tree.attr(of, &key)).unwrap_or_default().to_owned()
        };
        let kind = said(id, "type");
        let parameters: Vec<(String, String)> =
            tree.children(id).map(|parameter| (said(parameter, "name"), said(parameter, "value"))).collect();
        let named =
            |name: &'static str| parameters.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str());
        if kind.ends_with("FORMCHECKBOX") {
            let ticked = named("Checkbox_Checked").any(|value| matches!(value, "true" | "1"));
            return self.text(tick(ticked));
        }
        if kind.ends_with("FORMDROPDOWN") {
            let at = named("Dropdown_Selected").next().and_then(|at| at.parse().ok()).unwrap_or(0);
            let chosen = named("Dropdown_ListEntry").nth(at).unwrap_or_default().to_owned();
            return self.text(&chosen);
        }
        Ok(())
    }
}
