<?php
// A host where nobody but the administrator may write HTML freely.
defined('DISALLOW_UNFILTERED_HTML') || define('DISALLOW_UNFILTERED_HTML', true);
