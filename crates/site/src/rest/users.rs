//! Accounts as the interface shows them.

use serde_json::{Map, Value, json};

use crate::account::Account;
use crate::dates::{self, Zone};
use crate::rest::call::{Call, Reply};
use crate::rest::error::RestError;
use crate::rest::list::Page;

/// `GET /users/me`: the way to find out whether a password is right.
pub(crate) fn me(call: &Call<'_>) -> Result<Reply, RestError> {
    let account = signed_in(call)?;
    let edit = call.wants_edit("read")?;
    Ok(Reply::ok(view(call, account, edit)))
}

/// `GET /users/me/application-passwords/introspect`: the password in use.
pub(crate) fn introspect(call: &Call<'_>) -> Result<Reply, RestError> {
    let Some((account, password)) = &call.caller else {
        return Err(RestError::new(401, "rest_not_authenticated", "Bạn chưa đăng nhập bằng mật khẩu ứng dụng."));
    };
    let date = |moment: i64| dates::rest(moment, Zone::Utc);
    Ok(Reply::ok(json!({
        "uuid": password.uuid,
        "app_id": "",
        "name": password.name,
        "created": date(password.created),
        "last_used": password.last_used.map(date),
        "last_ip": Value::Null,
        "_links": {
            "self": [{ "href": call.api(&format!("wp/v2/users/{}/application-passwords/{}", account.id, password.uuid)) }]
        },
    })))
}

/// `GET /users`: everybody for those who may list them, else those with public stories.
pub(crate) fn list(call: &Call<'_>) -> Result<Reply, RestError> {
    let page = Page::of(call)?;
    let edit = call.wants_edit("list_users")?;
    let slugs = call.params.texts("slug")?;
    let include = call.params.ids("include")?;
    let accounts = call.site.db().read(Account::all)?;
    let public = call.site.db().read(public_authors)?;
    let shown: Vec<&Account> = accounts
        .iter()
        .filter(|account| call.can("list_users") || public.contains(&account.id))
        .filter(|account| slugs.as_ref().is_none_or(|slugs| slugs.contains(&account.login)))
        .filter(|account| include.as_ref().is_none_or(|ids| ids.contains(&account.id)))
        .collect();
    let offset = usize::try_from(page.offset).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or(0);
    let items = shown.iter().skip(offset).take(size).map(|account| view(call, account, edit)).collect();
    Ok(page.reply(call, "wp/v2/users", shown.len() as i64, items))
}

pub(crate) fn one(call: &Call<'_>, id: i64) -> Result<Reply, RestError> {
    let own = call.account().is_some_and(|account| account.id == id);
    let edit = if own { call.wants_edit("read")? } else { call.wants_edit("edit_users")? };
    let account = call
        .site
        .db()
        .read(|db| Account::by_id(db, id))?
        .ok_or_else(|| RestError::new(404, "rest_user_invalid_id", "ID người dùng không hợp lệ."))?;
    let public = call.site.db().read(public_authors)?;
    if !own && !call.can("list_users") && !public.contains(&id) {
        return Err(call.refuse("rest_user_cannot_view", "Xin lỗi, bạn không được phép xem người dùng."));
    }
    Ok(Reply::ok(view(call, &account, edit)))
}

fn signed_in<'a>(call: &'a Call<'_>) -> Result<&'a Account, RestError> {
    call.account().ok_or_else(|| RestError::new(401, "rest_not_logged_in", "Bạn hiện chưa đăng nhập."))
}

fn public_authors(db: &rusqlite::Connection) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT DISTINCT author FROM post WHERE status = 'publish'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn view(call: &Call<'_>, account: &Account, edit: bool) -> Value {
    let mut view = json!({
        "id": account.id,
        "name": account.name,
        "url": "",
        "description": "",
        "link": format!("{}/?author={}", call.base, account.id),
        "slug": account.login,
        "avatar_urls": {},
        "meta": [],
        "_links": {
            "self": [{ "href": call.api(&format!("wp/v2/users/{}", account.id)) }],
            "collection": [{ "href": call.api("wp/v2/users") }],
        },
    });
    if edit && let Value::Object(view) = &mut view {
        let mut capabilities: Map<String, Value> =
            account.role.capabilities().into_iter().map(|name| (name.to_owned(), Value::Bool(true))).collect();
        capabilities.insert(account.role.name().to_owned(), Value::Bool(true));
        view.insert("username".to_owned(), json!(account.login));
        view.insert("first_name".to_owned(), json!(""));
        view.insert("last_name".to_owned(), json!(""));
        view.insert("email".to_owned(), json!(account.email));
        view.insert("locale".to_owned(), json!("vi"));
        view.insert("nickname".to_owned(), json!(account.name));
        view.insert("roles".to_owned(), json!([account.role.name()]));
        view.insert("extra_capabilities".to_owned(), json!({ account.role.name(): true }));
        view.insert("capabilities".to_owned(), Value::Object(capabilities));
    }
    view
}
