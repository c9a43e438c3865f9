" Vim syntax file for the session scripts of keyart (*.keyart).
" Made by `keyart docs vim`.

if exists('b:current_syntax')
  finish
endif

syntax case ignore
setlocal commentstring=#\ %s

syntax match keyartOperator /\%(^\|\s\)\@<=\%(!=\|<=\|>=\|<\|=\|>\)\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=-\?\d\+\%(\.\d\+\)\?\%(ms\|s\|m\|h\|d\|%\)\?\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=\d\+[x×,]\d\+\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=\d\{4}-\d\d-\d\dT\d\d:\d\d\S*/
syntax match keyartValue /\%(^\|\s\)\@<=\%(delete-profile\|rename-profile\|switch-profile\|change-avatar\|high-contrast\|quality-plays\|less-variety\|more-variety\|add-profile\|impressions\|change-age\|consistent\|first-seen\|thumb-down\|autopilot\|billboard\|last-seen\|next-mood\|page-down\|profile-1\|profile-2\|profile-3\|profile-4\|profile-5\|profile-6\|profile-7\|profile-8\|profile-9\|row-start\|withdrawn\|deletion\|insights\|sessions\|settings\|thumb-up\|avatars\|changes\|confirm\|desktop\|expired\|intense\|my-list\|page-up\|pending\|playful\|reduced\|row-end\|serious\|sextant\|bottom\|detail\|dreamy\|faster\|octant\|reveal\|search\|slower\|tablet\|varied\|ascii\|light\|opens\|phone\|plays\|right\|skips\|split\|title\|auto\|back\|dark\|down\|film\|free\|full\|gate\|half\|help\|left\|name\|page\|quad\|quit\|tile\|tune\|warm\|13+\|16+\|18+\|all\|off\|top\|why\|7+\|tv\|up\)\%(\s\|$\)\@=/
syntax match keyartWord /\%(^\|\s\)\@<=\%(take-fraction\|distribution\|Attribution\|MostChanges\|probability\|Stickiness\|propensity\|Diversity\|Canvases\|Protocol\|contains\|profiles\|snapshot\|verifies\|Catalog\|artwork\|changes\|default\|differs\|matches\|message\|profile\|program\|visible\|Device\|Motion\|Policy\|Window\|avatar\|equals\|screen\|Clock\|Theme\|ended\|focus\|lacks\|place\|title\|Data\|Mood\|Pace\|Seed\|Size\|Zone\|down\|from\|line\|rows\|sums\|for\|has\|log\|not\|row\|in\|is\|of\|on\|to\|up\)\%(\s\|$\)\@=/
syntax match keyartDelayed /\%(DeleteProfile\|RenameProfile\|SwitchProfile\|ChangeAvatar\|AddProfile\|Screenshot\|ChangeAge\|Terminate\|ThumbDown\|Abandon\|Advance\|Command\|ForEach\|Include\|Profile\|Restart\|ThumbUp\|Expect\|Monkey\|MyList\|Repeat\|Resize\|Reveal\|Scroll\|Search\|Break\|Click\|Focus\|Press\|Split\|Back\|Move\|Open\|Play\|Quit\|Skip\|Stop\|Tags\|Type\|End\|Let\|Say\|Set\|Why\)\%(\s\|$\)\@=/ contained
syntax match keyartDelay /^\s*\zs@\S\+/ nextgroup=keyartDelayed skipwhite
syntax match keyartCommand /^\s*\zs\%(DeleteProfile\|RenameProfile\|SwitchProfile\|ChangeAvatar\|AddProfile\|Screenshot\|ChangeAge\|Terminate\|ThumbDown\|Abandon\|Advance\|Command\|ForEach\|Include\|Profile\|Restart\|ThumbUp\|Expect\|Monkey\|MyList\|Repeat\|Resize\|Reveal\|Scroll\|Search\|Break\|Click\|Focus\|Press\|Split\|Back\|Move\|Open\|Play\|Quit\|Skip\|Stop\|Tags\|Type\|End\|Let\|Say\|Set\|Why\)\%(\s\|$\)\@=/
syntax match keyartName /\%(^\|\s\)\@<=\$[[:alpha:]_][[:alnum:]_-]*\%(\s\|$\)\@=/
syntax match keyartName /\${[[:alpha:]_][[:alnum:]_-]*}/
syntax match keyartEscape /\\["\\]/ contained
syntax match keyartFault /\\[^"\\]/ contained
syntax region keyartText start=/\%(^\|\s\)\@<="/ skip=/\\./ end=/"/ oneline contains=keyartEscape,keyartFault,keyartName
syntax region keyartExpression start=+\%(^\|\s\)\@<=/+ skip=+\\.+ end=+/i\?+ oneline contains=keyartName
syntax match keyartComment /\%(^\|\s\)\@<=#.*$/ contains=@Spell

highlight default link keyartCommand Statement
highlight default link keyartDelayed Statement
highlight default link keyartDelay Special
highlight default link keyartWord Keyword
highlight default link keyartValue Constant
highlight default link keyartNumber Number
highlight default link keyartOperator Operator
highlight default link keyartName Identifier
highlight default link keyartText String
highlight default link keyartExpression String
highlight default link keyartEscape SpecialChar
highlight default link keyartFault Error
highlight default link keyartComment Comment

let b:current_syntax = 'keyart'
