//! The words of a newsroom's history: deeds of the audit trail, and occasions on which a state of a story is kept.
//!
//! Their names stand in databases for ever: a name is added, never changed. A name that this program does not know was
//! written by a newer one, and is carried and shown as it is.

use crate::moves::Move;
use serde::{Deserialize, Serialize};
use std::{convert::Infallible, fmt, str::FromStr};

/// Declares an enum of stored names, which has the moves besides and keeps names that are not known.
macro_rules! stored_names {
    ($(#[$doc:meta])+ $enum:ident { $($(#[$vdoc:meta])+ $name:ident = $text:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $enum {
            $($(#[$vdoc])+ $name,)+
            /// A move of a story.
            Move(Move),
            /// One of a newer program, by its stored name.
            Newer(String),
        }

        impl $enum {
            /// All that are no moves.
            pub const NAMED: &[$enum] = &[$($enum::$name),+];

            /// The name in storage and in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($enum::$name => $text,)+
                    $enum::Move(what) => what.as_str(),
                    $enum::Newer(name) => name,
                }
            }
        }

        impl From<&str> for $enum {
            fn from(name: &str) -> Self {
                match name {
                    $($text => $enum::$name,)+
                    name => Move::named(name).map_or_else(|| $enum::Newer(name.to_owned()), $enum::Move),
                }
            }
        }

        impl From<String> for $enum {
            fn from(name: String) -> Self {
                Self::from(name.as_str())
            }
        }

        impl From<$enum> for String {
            fn from(word: $enum) -> Self {
                word.as_str().to_owned()
            }
        }

        impl From<Move> for $enum {
            fn from(what: Move) -> Self {
                Self::Move(what)
            }
        }

        impl FromStr for $enum {
            type Err = Infallible;

            fn from_str(name: &str) -> Result<Self, Infallible> {
                Ok(Self::from(name))
            }
        }

        impl fmt::Display for $enum {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

stored_names! {
    /// What somebody, or the program itself, did: a line of the audit trail.
    Deed {
        /// A story was begun.
        Created = "created",
        /// Its text or fields were changed.
        Edited = "edited",
        /// A photo was added to it.
        PhotoAdded = "photo_added",
        /// A photo was taken out of it.
        PhotoRemoved = "photo_removed",
        /// It was put on the banner.
        BannerOn = "banner_on",
        /// It was taken off the banner.
        BannerOff = "banner_off",
        /// Its time on the banner was over.
        BannerOver = "banner_over",
        /// An editor gave it another address.
        AddressChosen = "address_chosen",
        /// The site's copy, changed there, was replaced by ours.
        SiteReplaced = "site_replaced",
        /// The site's version, or a part of it, became the story.
        SiteVersionTaken = "site_version_taken",
        /// It was sent, read back, and found right.
        Sent = "sent",
        /// The site has it and will publish it at its hour.
        HandedOver = "handed_over",
        /// The site does not show it any more.
        HeldBack = "held_back",
        /// What the site made of it was let stand.
        AcceptedAsItStands = "accepted_as_it_stands",
        /// Letters that the site's database cannot hold are sent to it as entities from now on.
        LettersAsEntities = "letters_as_entities",
        /// A state was kept on demand.
        Kept = "kept",
        /// A kept state was restored.
        Restored = "restored",
        /// It was made of a document.
        Imported = "imported",
        /// It was given to another author, whose login the note is.
        Reassigned = "reassigned",
        /// Somebody made a remark.
        RemarkAdded = "remark_added",
        /// A remark was resolved.
        RemarkResolved = "remark_resolved",
        /// A resolved remark was opened again.
        RemarkReopened = "remark_reopened",
        /// A transmission was taken out of the outbox.
        SendingCancelled = "sending_cancelled",
        /// Something of it was not what had been written, and people went on with it as it was.
        FoundDamaged = "found_damaged",
        /// Something of it was not what had been written, and is back from a copy.
        BroughtBack = "brought_back",
        /// The chief added a person.
        StaffAdded = "staff_added",
        /// Somebody changed the own password, or the chief gave a new one.
        PasswordChanged = "password_changed",
        /// The chief gave somebody another role.
        RoleChanged = "role_changed",
        /// Somebody left the newsroom.
        StaffLeft = "staff_left",
        /// Somebody who had left came back.
        StaffBack = "staff_back",
        /// A template was added or changed.
        TemplateSaved = "template_saved",
        /// A template was removed.
        TemplateRemoved = "template_removed",
        /// The chief added a section.
        SectionAdded = "section_added",
        /// A section got another name.
        SectionRenamed = "section_renamed",
        /// The sections were put in another order.
        SectionsOrdered = "sections_ordered",
        /// A section is offered for nothing new any more.
        SectionRetired = "section_retired",
        /// A retired section is in use again.
        SectionBack = "section_back",
        /// A site was connected, or its password given again.
        SiteConnected = "site_connected",
        /// New stories go to another site.
        MainSite = "main_site",
        /// Everything for a site is held back.
        SitePaused = "site_paused",
        /// It goes on.
        SiteResumed = "site_resumed",
        /// A site's password was forgotten.
        PasswordForgotten = "password_forgotten",
        /// Where the stories of sections go on a site was changed.
        SectionsPlaced = "sections_placed",
    }
}

stored_names! {
    /// Why a state of a story was kept.
    Occasion {
        /// Somebody asked for it.
        Kept = "kept",
        /// Somebody wrote, and nothing had been kept for a while.
        WhileWriting = "while_writing",
        /// A kept state was about to replace it.
        BeforeRestore = "before_restore",
        /// The site's version was about to replace it.
        BeforeSiteVersion = "before_site_version",
        /// It is the site's version.
        SiteVersion = "site_version",
        /// It was made of a document.
        Imported = "imported",
        /// It was given to another author as it was then.
        Reassigned = "reassigned",
        /// Somebody wrote it while away from the newsroom, which had gone on otherwise meanwhile.
        TakenBack = "taken_back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As they stand in databases. A name may be added here; one that is changed or taken away makes old histories unreadable.
    const DEEDS: [&str; 43] = [
        "created",
        "edited",
        "photo_added",
        "photo_removed",
        "banner_on",
        "banner_off",
        "banner_over",
        "address_chosen",
        "site_replaced",
        "site_version_taken",
        "sent",
        "handed_over",
        "held_back",
        "accepted_as_it_stands",
        "letters_as_entities",
        "kept",
        "restored",
        "imported",
        "reassigned",
        "remark_added",
        "remark_resolved",
        "remark_reopened",
        "sending_cancelled",
        "found_damaged",
        "brought_back",
        "staff_added",
        "password_changed",
        "role_changed",
        "staff_left",
        "staff_back",
        "template_saved",
        "template_removed",
        "section_added",
        "section_renamed",
        "sections_ordered",
        "section_retired",
        "section_back",
        "site_connected",
        "main_site",
        "site_paused",
        "site_resumed",
        "password_forgotten",
        "sections_placed",
    ];
    const OCCASIONS: [&str; 8] = [
        "kept",
        "while_writing",
        "before_restore",
        "before_site_version",
        "site_version",
        "imported",
        "reassigned",
        "taken_back",
    ];
    const MOVES: [&str; 16] = [
        "file",
        "recall",
        "claim",
        "release",
        "return",
        "approve",
        "reopen",
        "publish",
        "schedule",
        "unschedule",
        "confirm_online",
        "revise",
        "abandon",
        "withdraw",
        "spike",
        "restore",
    ];

    #[test]
    fn names_that_stand_in_databases_are_read_and_written_as_ever() {
        assert_eq!(Deed::NAMED.iter().map(Deed::as_str).collect::<Vec<_>>(), DEEDS);
        assert_eq!(Occasion::NAMED.iter().map(Occasion::as_str).collect::<Vec<_>>(), OCCASIONS);
        assert_eq!(Move::ALL.map(Move::as_str), MOVES);
        for name in DEEDS.iter().chain(&MOVES) {
            let deed = Deed::from(*name);
            assert!(!matches!(deed, Deed::Newer(_)), "{name}");
            assert_eq!(deed.as_str(), *name);
        }
        for name in OCCASIONS.iter().chain(&MOVES) {
            let occasion = Occasion::from(*name);
            assert!(!matches!(occasion, Occasion::Newer(_)), "{name}");
            assert_eq!(occasion.as_str(), *name);
        }
    }

    #[test]
    fn a_name_of_a_newer_program_is_kept_as_it_is() {
        let deed: Deed = serde_json::from_str(r#""photo_cropped""#).unwrap();
        assert_eq!(deed, Deed::Newer("photo_cropped".to_owned()));
        assert_eq!(serde_json::to_string(&deed).unwrap(), r#""photo_cropped""#);
        assert_eq!(Occasion::from("packet_received").to_string(), "packet_received");
    }

    #[test]
    fn moves_are_named_as_in_json() {
        for what in Move::ALL {
            assert_eq!(serde_json::to_string(&what).unwrap(), format!("\"{}\"", what.as_str()));
            assert_eq!(Deed::from(what.as_str()), Deed::Move(what));
        }
    }
}
