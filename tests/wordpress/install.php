<?php
// install.php DIR WWW - makes the database and WordPress in it, the accounts with their application passwords, and the
// categories, then writes DIR/site.json. What is there already is left alone, so every start runs it.
// Called by site.sh with WP_URL and WP_LOCALE set.
[, $dir, $www] = $argv;
$url = getenv('WP_URL');
$socket = "$dir/db.sock";

const ACCOUNTS = ['quantri' => 'administrator', 'bientap' => 'editor', 'phongvien' => 'author', 'congtacvien' => 'contributor'];
const CATEGORIES = ['Tin trong thành phố', 'Kinh tế - Cửa khẩu', 'Văn hóa - Xã hội', 'Chính quyền'];

write_settings($dir, $www, $url, $socket);
await_database($dir, $socket);

// WordPress asks for the host. It would mail the administrator, and call its own cron by HTTP unless it takes itself for that.
$_SERVER += ['HTTP_HOST' => parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT),
    'REQUEST_URI' => '/wp-cron.php', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET'];
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}
require "$www/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$known = json_decode((string) @file_get_contents("$dir/site.json"), true) ?: [];
$secret = fn(string $login): string => $known['users'][$login]['password'] ?? wp_generate_password(16, false);
$administrator = $secret('quantri');
install($administrator);

$site = ['url' => $url, 'api' => "$url/wp-json/", 'version' => get_bloginfo('version'), 'users' => [], 'categories' => []];
foreach (ACCOUNTS as $login => $role) {
    $password = $login === 'quantri' ? $administrator : $secret($login);
    $account = get_user_by('login', $login);
    $id = $account ? $account->ID : wp_insert_user(['user_login' => $login, 'user_pass' => $password,
        'user_email' => "$login@example.test", 'display_name' => $login, 'role' => $role]);
    $site['users'][$login] = ['id' => $id, 'role' => $role, 'password' => $password,
        'app_password' => $known['users'][$login]['app_password'] ?? application_password($id)];
}
foreach (CATEGORIES as $name) {
    $term = term_exists($name, 'category') ?: wp_insert_term($name, 'category');
    $site['categories'][] = ['id' => (int) $term['term_id'], 'name' => $name, 'slug' => get_term($term['term_id'])->slug];
}
$json = json_encode($site, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\n";
file_put_contents("$dir/site.json.new", $json);
rename("$dir/site.json.new", "$dir/site.json");

// Written anew each time, as the port may have changed. What DIR/local-config.php defines comes first and stays.
function write_settings(string $dir, string $www, string $url, string $socket): void
{
    $settings = [
        'DB_NAME' => 'wordpress', 'DB_USER' => 'root', 'DB_PASSWORD' => '',
        'DB_HOST' => "localhost:$socket", 'DB_CHARSET' => 'utf8mb4', 'DB_COLLATE' => '',
        'WP_HOME' => $url, 'WP_SITEURL' => $url,
        'WP_ENVIRONMENT_TYPE' => 'local',      // or application passwords would need HTTPS
        'WP_HTTP_BLOCK_EXTERNAL' => true,      // neither update checks nor pings: loopback alone
        'AUTOMATIC_UPDATER_DISABLED' => true,
    ];
    $lines = "<?php\n@include " . var_export("$dir/local-config.php", true) . ";\n";
    foreach ($settings as $name => $value) {
        $lines .= "defined('$name') || define('$name', " . var_export($value, true) . ");\n";
    }
    $lines .= "\$table_prefix = 'wp_';\ndefined('ABSPATH') || define('ABSPATH', __DIR__ . '/');\n"
        . "require_once ABSPATH . 'wp-settings.php';\n";
    file_put_contents("$www/wp-config.php", $lines);
}

// It was started just now and answers within a second or two; half a minute on a machine that is very busy.
function await_database(string $dir, string $socket): void
{
    mysqli_report(MYSQLI_REPORT_OFF);
    for ($round = 0; !($database = @new mysqli(null, 'root', '', null, 0, $socket)) || $database->connect_errno; $round++) {
        if ($round > 300 || !@file_get_contents('/proc/' . trim((string) file_get_contents("$dir/db.pid")) . '/cmdline')) {
            fwrite(STDERR, "no database ({$database->connect_error}); see $dir/db.log\n");
            exit(1);
        }
        usleep(100000);
    }
    $database->query('CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci');
    $database->close();
}

function install(string $administrator): void
{
    if (is_blog_installed()) {
        return;
    }
    // Known beforehand, the form of addresses keeps the installer from probing for it by HTTP.
    add_filter('pre_option_permalink_structure', $form = fn() => '/%postname%/');
    wp_install('Báo thử', 'quantri', 'quantri@example.test', false, '', $administrator, getenv('WP_LOCALE'));
    remove_filter('pre_option_permalink_structure', $form);
    foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
        wp_delete_post($sample->ID, true);
    }
    update_option('timezone_string', 'Asia/Ho_Chi_Minh');
    update_option('permalink_structure', '/%postname%/');
}

// As WordPress shows it to a person, in groups of four; blanks do not count.
function application_password(int $account): string
{
    $made = WP_Application_Passwords::create_new_application_password($account, ['name' => 'newsdesk']);
    return trim(chunk_split($made[0], 4, ' '));
}
