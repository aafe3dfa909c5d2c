package depesche.mail.refusal;

import java.util.regex.Pattern;

/// What servers say, by what they mean. Within a reply the families are asked in their order: the surer words first,
/// so that *the domain of the sender does not exist* is not taken for the reader's. In braces stands what is said in
/// many ways, see [Ways].
enum Family {
    FULL("""
            {box}.{0,60}\\b(?:full|over ?quota|over (?:the |its |his |allotted |allowed )*(?:quota|limit|maximum)|no (?:more )?space|satiat)
            \\bfull (?:mail ?box|inbox)|(?:storage|disk) (?:is )?full|full mailbox
            over ?-?quota|(?<!(?:daily|ourly|nding|relay|.rate|ssage) )(?:quota|storage|space|inode|block)s?\\b.{0,30}\\b(?:exceed|exeed|violat|exhaust|overdrawn|reached|full\\b)
            (?:exceed|exhaust|overdr|ran out of|reached)\\w*\\b(?!.{0,30}\\b(?:daily|hourly|relay|sending|rate)\\b).{0,60}\\b(?:quota|storage|mailbox|inbox|allocat|space|capacity)
            (?:mail ?box|inbox|storage|account).{0,50}\\bexc?eed
            (?:out of|insufficient|not enough|not have enough|no more|lack of|low on) (?:free |storage |mailbox |user |available )*(?:storage|space|quota|room)\\b
            out of (?:disk|mailbox)|space not enough|mailbox limit|too many messages (?:in|on) (?:the |this )?(?:mailbox|server)
            (?:disk|storage|mailbox|mail) (?:space )?(?:quota|limit)
            writing message: file too large
            zuviele mails|(?:postfach|mailbox|konto).{0,40}(?:\\bvoll|überfüllt|ueberfuellt|kein.{0,10}platz)|speicherplatz|kontingent|quota (?:ist )?überschritten
            bo[iî]te.{0,60}pleine|quota (?:est )?d[ée]pass|espace.{0,30}(?:satur|insuffisant)
            (?:buz[oó]n|casilla|cuenta|mailbox).{0,40}llen[oa]|cuota (?:excedida|superada)|espacio.{0,40}(?:agotado|insuficiente)|sin espacio
            (?:casella|mailbox).{0,40}(?:piena|esaurit)|spazio.{0,30}(?:esaurit|insufficient)
            caixa.{0,40}(?:cheia|lotada)|(?:cota|quota) excedida
            (?:postbus|postvak|mailbox).{0,30}\\bvol\\b|skrzynk.{0,30}pe[lł]n
            (?:ящик|почтов).{0,60}(?:переполнен|превышен)|容量|いっぱい|空き|已满|空间不足|超过.{0,12}(?:限额|容量)
            """),
    /// Passing trouble that other words could hide.
    PASSING("""
            (?:not found|unknown|fail(?:ed|ure)|error)[,;.:]? try again
            name service error for .{1,200} try again
            too many hops|hop count|mail ?-?(?:forwarding )?loop|routing loop|loops? back|points back|\\blooping\\b|loop detected|loop alert|duplicated message-id
            gr[ea]y-?list
            (?:message|envelope|queue\\.?|delivery) ?(?:has |was |time )?(?:expired|timed out)
            retry time(?:out)? (?:not reached|exceeded)
            (?:delivery|routing|maximum|queue) .{0,20}(?:time|timeout|lifetime) (?:exceeded|expired)
            (?:not|n't) (?:be )?(?:yet )?(?:be )?deliver\\w* (?:for|after) (?:\\w+ ){0,3}\\d
            mailer error|procmail:|deferred: connection|no route to host|network (?:is )?unreachable|: connection refused
            internal (?:system |server |software )?error|(?:local|system|server|software|configuration|config|database|ldap|directory|disk|i/o|input/output|file (?:write|read)|write|read) error
            (?:error in|local) (?:processing|problem)|system (?:busy|resources)|(?:server|system)(?:\\(\\w+\\))? (?:is )?(?:too )?busy|shutting down
            resources? .{0,20}unavailable|(?:lock|write) fail|can ?not open|unable to (?:open|lock|switch|process|contact|create)
            (?<!5\\d\\d )connect(?:ion)? (?:to .{1,120} )?(?:is |was )?(?:refused|no route|timed ?out|reset|dropped|lost|was lost|closed|broken)|lost connection|timed? ?out\\b|timeout
            unable to (?:establish|connect|reach)|(?:not|n't) (?:able to )?(?:establish|connect to)
            name ?server (?:reply|timeout|failure|error)|server failure|servfail|dns server returned|host name lookup fail|dns (?:query|lookup)? ?(?:timeout|timed out)
            insufficient (?:system|disk) (?:storage|space|resources)|no space left on device
            temporar(?:y|ily) (?:\\w+ )?(?:fail|error|unavail|problem|local|unable|reject)
            """),
    /// Its form: size, headers, viruses.
    FORM("""
            (?:message|mail|e-?mail|data|header|line|body|file|attachment)s?(?: header)?(?: size)?(?: is| are| was)? (?:too (?:big|large|long)|exceed|larger)
            exceed\\w*.{0,30}(?:maximum|fixed|message|allowed).{0,20}(?:message|size|length)|larger than .{0,40}(?:limit|allowed|maximum)|mailsize
            (?:maximum|fixed|allowed|permitted) (?:message|mail|e-?mail) ?size|message size
            \\bsize ?limit|line limit|lines? (?:is |are )?too long|too large for this
            (?:duplicate|malformed|missing|invalid|multiple|improper|illegal|equal).{0,20}(?:headers?\\b|\\bfrom\\b|mime|message-id|8-?bit|structure|data in)
            (?:header|mime|date|subject).{0,25}(?:malformed|duplicate|missing|not compliant|violat|improper)|mime error|mime/reject|too many (?:\\w+ )?headers
            messages? (?:without|with no|has no|have no|lacks?) .{0,20}(?:field|header|subject|date|from|to\\b)
            rfc ?-?(?:821|822|2822|5322|5321|2047|2045)\\b(?!;)
            8-?bit data|bare (?:lf|cr|newline|line)|non-ascii|nul characters?
            (?:url|uri|link)s?\\b.{0,60}(?:black|block|listed)|(?:black|block)\\w* (?:url|uri|link)
            (?:spam|virus) ?-?signature|considered unsolicited|(?:block|reject)\\w* by (?:\\w+ ){0,3}(?:spam|virus|bulk|content|anti-?(?:spam|virus)\\b)
            """),
    /// The sender, the server it comes from, or its proof.
    SENDER("""
            {sender}.{0,60}(?:reject|invalid|denied|unknown|not found|(?:not|n't) exist|must exist|verif|black|block|fail|not (?:allowed|accepted|permitted|authori[sz]ed|match|valid|resolv)|refus|un(?:routable|routeable|resolv|valid)|mismatch|no (?:a|mx|valid)\\b|has no|fake|forged|illegal|forbidden|is not|bad\\b|incorrect|does ?n.t resolve|resolve fail)
            (?:unroutable|unrouteable|invalid|unauthenticated|unauthori[sz]ed|rejected|blocked|unknown|bad|fake|suspicious|suspected spam|illegal|verify) {sender}
            domain of (?:the )?sender|from domain|mail ?from .{0,40}mismatch|sending ips?\\b|purported responsible
            reverse[- ](?:dns|lookup|path|address|host)|\\bptr\\b|\\brdns\\b|\\bfcrdns\\b|\\b(?:helo|ehlo)\\b|ip name lookup
            (?:client|remote|sending|connecting|your) (?:host|server|ip|mta|network|address).{0,80}(?:reject|block|denied|refus|list|not allowed|bypass|bann|bad)
            (?<!may be )(?:black|block|deny|suppression) ?-?list(?!.{0,12}url)|black ip|messages from \\S+ weren't sent|contact your internet service provider
            \\b(?:dnsbl|rbls?|spamhaus|spamcop|sorbs|surbl|uribl|senderscore|abuseat|barracudacentral|uceprotect|invaluement|ivmsip|cloudmark)\\b|dnsbl:
            (?<!not )\\blisted (?:at|in|on|by)\\b|found (?:in|on) .{0,20}(?:dnsbl|list)|blocked (?:using|by)\\b(?!.{0,40}(?:content|spam pattern))
            \\b(?:ip|ips|host|server|network|connections?|domain)\\b.{0,50}\\b(?:block|bann|listed|refused? (?:to|for)|not (?:allowed|accepted|permitted|authori[sz]ed|trusted))
            (?:block|bann)(?:ed|ing)?\\b.{0,40}\\b(?:ip|ips|host|server|network|addresses|domain)\\b
            invalid (?:ip|domain name|host)\\b|\\bbad ip\\b|bad helo
            mismatch.{0,20} ip|unverif(?:y|i)|forged|spoof|geo(?:ip|graphic)|dynamic ip|dial-?up
            reputation|complaints?\\b|suspicious|untrusted|trust(?:worth|ed source)|blocked for abuse|spamming|incident de spam|spammer|sending spam|spam source
            \\b(?:spf|dkim|dmarc|arc|domainkeys)\\b
            authenticat|smtp auth|(?:encryption|log ?in|password) (?:is )?required
            relay(?:ing|ed)?(?![\\w.=-])(?! recipient)|rcpthosts|not a gateway|local users? only|third.party
            \\bpolic(?:y|ies)\\b|\\baup\\b|acceptable use
            administrative(?:ly)? (?:prohibit|denied|reject|block)|by (?:the )?administrator|(?:rejected|blocked|refused) by (?:this |the )?(?:user|recipient)
            unusual rate|rate.?limit|\\blimited\\b|throttl|frequency|slow down|(?:sending|daily|hourly|message|connection|send) (?:limit|quota|rate)|(?:daily|hourly) \\w+ (?:limit|quota)
            too many (?!messages (?:in|on))(?:\\w+ )?(?:messages|e?-?mails|connections|recipients|concurrent|sessions|smtp|invalid|bad|errors|unknown|deliver)|trop de connexions
            too (?:much mail|fast|frequent)
            receiving mail (?:at a rate|too quickly)|unexpected volume|volume of|exceed\\w*.{0,30}(?:rate|connections|thread|per (?:hour|day|minute))|(?:connections|recipients|messages) (?:exceed|limit)|concurrent
            not (?:allowed|authori[sz]ed|permitted) to (?:send|post|connect|submit|deliver|mail|e-?mail|access)
            (?:not have|lack).{0,20}(?:permission|authori[sz]ation)|permission(?:s)? to (?:post|send|deliver|submit)
            (?:need|must|requir).{0,30}(?:starttls|tls\\b|encrypt)|not support (?:tls|starttls)|tls (?:handshake|required|is required|negotiation|failed)|handshake fail
            not (?:a )?(?:registered|subscribed|member)|groups\\.google\\.com/support
            only accepts? (?:mail|messages?) from|\\brestricted|list of allowed senders
            service (?:refuse|denied|not allowed)|denies (?:the )?(?:sender|relay)|specified domain is not allowed
            \\b(?:cannot|can't|unable to) (?:verify|resolve) (?:the )?(?:sender|your)
            may not be mail exchanger|you (?:are|were|have been) (?:not |blocked|banned|refused|listed)
            (?:email )?(?:address|domain|identit\\w+) (?:is |are )?not verified
            ask your postmaster|\\(BL\\)
            """),
    /// Its words.
    CONTENT("""
            \\bspam|\\bube\\b|\\buce\\b|unsolicited|bulk (?:e-?)?mail|\\bjunk\\b
            \\binfected|(?<!anti)(?<!anti-)virus|malware|phish|trojan|worm\\b|malicious|harmful
            content (?:was |is |has been )?(?:reject|filter|error|block|denied|restrict|not acceptable)
            (?:message|prohibited|banned|unacceptable|illegal) (?:content|attachment|file)
            (?:attachment|file ?name|extension).{0,40}(?:not allowed|reject|block|bann|prohibit)
            (?:message|from).{0,25}(?:malformed|not compliant|violat)|message (?:was )?filtered|(?:mail|message) data refused|non-western|character sets?
            """),
    /// The reader's domain does not exist, or takes no mail at all.
    DOMAIN("""
            (?:host|domain|name server|mail exchanger|mx)(?: or domain)?(?: name)?(?: is| was)? ?(?:unknown|not found)
            (?:unknown|no such|invalid|non-?existent|bad|illegal) (?:destination )?(?:host|domain|mail domain|tld|system|mail ?host)
            domain.{0,80}(?:(?:not|n't) exist|could(?: not|n't) be (?:found|resolved)|not be resolved|has expired)
            host \\S{1,120} (?:not found|does not exist)
            unrout(?:e)?able (?:mail )?(?:address|domain)
            could(?: not|n't) find (?:any |a |an )?(?:host|mail exchanger|mx)
            no (?:valid )?(?:mx|mail exchanger|mail server|dns|a)\\b.{0,15}(?:records?|found|exists?|hosts?)\\b|no mx (?:or|for)|no smtp service|point to non-?existent|no route (?:found )?to (?:the )?domain
            domain is not reachable|account or domain may not exist|tenant or domain
            nxdomain|null ?-?mx
            (?:domain|host|server|system|site|network).{0,30}(?:does not|doesn't|not) (?:accept|receive|handle|take|accepting) (?:any )?(?:e-?mails?|mails?|network messages)
            dns (?:error|lookup failure).{0,80}(?:not found|non-?existent|nxdomain)
            (?:servidor|dominio).{0,40}no (?:existe|encontrad)|dom[aä]i?ne.{0,40}(?:existiert nicht|nicht gefunden|inconnu|n'existe pas)|域名不存在
            """),
    MOVED("""
            {who}.{0,60}\\b(?:has|have) (?:moved|changed|left)
            no longer (?:on (?:this )?server|works? (?:here|for|at)|employed|with (?:us|the company))
            (?:new|changed) (?:e-?mail )?address (?:is|to)|address.{0,30}(?:has been |was )changed|mailbox owner has changed
            """),
    /// The address is not known.
    UNKNOWN("""
            {who}{gap}(?:is |was |are |has |name |id )?(?:unknown|not (?:found|known|recogni[sz]ed|listed|valid|defined|here|exists?)|un(?:recogni[sz]ed|defined)|invalid|incorrect|non-?exist\\w*|inexistent)
            (?:unknown|no such|non-?exist\\w*|invalid|illegal|incorrect|wrong|bad|undeliverable|undefined|unrecogni[sz]ed|no valid|not (?:a )?valid|isn't (?:a )?valid|not (?:a |an )?(?:known|existing|local)|isn't (?:a |an )?(?:known|existing|local)) (?:or \\w+ )?(?:(?:local|e-?mail|mail|virtual|destination|remote|rcpt|final|smtp|target) )*{who}
            (?:cannot|can't|could(?: not|n't)|unable to|failed to) (?:be )?(?:find|found|locate|verif\\w*).{0,30}(?:recipient|mail ?box|user|account)
            (?:cannot|could not|can't) be (?:verified|found)
            no such (?:e-?mail|person|one|id|mail ?drop|local|entry)
            {who}.{0,90}(?:(?:do|does|did)(?:es)?(?: not|n't|n'?t?) exist|do[es]*n't exist|\\b(?:no|not) exists?\\b|could(?: not|n't) be (?:found|resolved|located)|(?:was|is)(?: not|n't) (?:found|valid|known|recogni[sz]ed|listed|a valid|a known|registered|on this)|not listed|no longer (?:exist|valid|available|in use|active|accept)|has been (?:deleted|removed|cancel))|(?:{who}|@).{0,40}\\bretired
            RCPT.{0,60}(?:not|n't) exist|(?:not|n't) exists? (?:here|that {who})|not user of|@\\W{0,3}(?:is |was )?(?:not (?:known|found|valid)|unknown|invalid)
            o/r name|valid mail file
            no (?:mail ?box|account|user|recipient|one|body|person)\\b.{0,30}\\b(?:here|by that|of that|found|with|for|of|exists?|matching)
            (?:not|isn't) (?:a |an )?(?:our|valid|known|existing|local) (?:user|mail ?box|recipient|address|account|customer)|not our customer
            requested (?:mail )?action not taken: mailbox (?:un|not )available
            mail ?box name (?:is )?(?:not allowed|invalid|incorrect)
            final delivery userid|recip(?:ient)?notfound|user ?not ?found|nosuchuser
            address(?:es)? (?:was |is |has been |couldn't be )?(?:rejected(?! ?:)|not found|invalid)
            recipient (?:address )?rejected(?:: (?:user|access denied|undeliverable|unverified|no such|address|non-?exist|@\\W*(?:$|\\(in reply))|[.;]? *(?:$|\\(in reply))
            (?:empf(?:[aä]|ae)nger|benutzer|adresse|postfach|teilnehmer|mailbox|konto).{0,60}(?:unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden|g(?:[uü]|ue)ltig)|ung(?:[uü]|ue)ltig)
            (?:unbekannte[rns]?|ung(?:[uü]|ue)ltige[rns]?) (?:empf(?:[aä]|ae)nger|benutzer|adresse|mailbox|postfach|konto)
            (?:destinataire|adresse|utilisateur|compte|bo[iî]te).{0,60}(?:inconnue?|introuvable|invalide|inexistant|n'existe)
            (?:usuario|destinatario|direcci[oó]n|cuenta|buz[oó]n|casilla).{0,60}(?:desconocid|no existe|no encontrad|inv[aá]lid|inexistente|no se (?:ha )?enc)
            (?:utente|destinatario|indirizzo|casella|account).{0,60}(?:sconosciut|inesistent|non esiste|non trovat|non valid|errat)
            (?:usu[aá]rio|destinat[aá]rio|endere[cç]o|conta|caixa).{0,60}(?:desconhecid|n[aã]o existe|n[aã]o encontrad|inv[aá]lid|inexistente)
            (?:gebruiker|geadresseerde|adres|ontvanger|postbus).{0,60}(?:onbekend|bestaat niet|niet (?:gevonden|bestaand))
            (?:mottagar|e-?postadress|anv[aä]ndar|modtager|bruger|mottaker|bruker|adresse).{0,60}(?:ok[aä]nd|ukendt|ukjent|finns inte|findes ikke|finnes ikke|hittades inte)|hitta e-?postadress
            (?:пользовател|получател|адрес|ящик).{0,60}(?:не найден|не существует|неизвест)
            (?:nie (?:istnieje|ma takiego)|nieznany (?:adres|u[zż]ytkownik|odbiorca))
            (?:用户|收件人|邮箱|地址|帐号|账号|账户|信箱).{0,12}(?:不存在|未找到|无效)|(?:无此|查无此)(?:用户|人|邮箱)
            """),
    /// The mailbox is there, closed to all or to this.
    CLOSED("""
            (?:account|user|mail ?box|recipient|address|domain|inbox|service).{0,60}(?:disabled|suspend|inactiv|not (?:been )?activ|de-?activat|locked|frozen|discontinu|terminat|closed|expired|dormant|blocked|on hold|not enabled|hang ?up|abandon)
            (?:disabled|suspended|inactive|deactivated|locked|frozen|blocked|expired|closed|terminated) (?:account|user|mail ?box|recipient|address)
            @.{0,30}\\b(?:disabled|deactivated|suspended)|is (?:now )?disabled
            (?:does(?: not|n't)) have an? .{0,60}\\baccount
            (?:account|mail ?box|user).{0,60}(?:un|not (?:currently )?)available|(?:un|not )available (?:mail )?(?:user|mailbox)|archiv
            invalid address|not accepting (?:mail|messages|any)|receiving disabled
            (?:refuses?|does(?: not|n't) want|declined) to (?:accept|receive)
            (?:konto|postfach|mailbox).{0,40}(?:gesperrt|deaktiviert|gel[oö]scht|abgelaufen|inaktiv)
            (?:compte|bo[iî]te|adresse).{0,60}(?:d[eé]sactiv|suspendu|bloqu|ferm[eé]|expir|inactif)
            (?:cuenta|casilla|buz[oó]n|usuario).{0,60}(?:desactivad|deshabilitad|suspendid|bloquead|expirad|caducad|inactiv)
            (?:casella|account|utente).{0,60}(?:disattivat|disabilitat|sospes|bloccat|scadut)
            (?:conta|caixa|usu[aá]rio).{0,60}(?:desativad|bloquead|suspens|inativ)
            (?:ящик|пользовател).{0,60}(?:заблокирован|отключ)
            """),
    /// No more than a no.
    REFUSED("""
            \\b(?:access|delivery|message|mail|e-?mail|connection|transaction|request|sender)?.{0,20}(?:denied|blocked|rejected|refused|forbidden|prohibited|not (?:accept(?:ed|able|ing)|allowed|permitted)|declined|unacceptable|unauthorized)\\b
            mail rejet|service refus
            """);

    private final Pattern words;

    Family(String lines) {
        String all = String.join("|", lines.strip().lines().map(String::strip).toList());
        this.words = Pattern.compile(Ways.in(all), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    boolean speaksIn(Words said) {
        return words.matcher(said.text()).find();
    }

    /// The many ways to say the same thing.
    private static final class Ways {

        private static final String WHO = "(?:users?|user ?names?|recipients?|mail ?box|mail ?user|accounts?"
                + "|address(?:ee)?s?|address(?:es)?|alias|e-?mail(?: address)?|inbox|local[- ]?part|name|person|member"
                + "|customer|subscriber|login|id)\\b";

        private static final String BOX =
                "(?:mail ?box|inbox|account|folder|user|recipient|maildir|mail ?folder" + "|storage|disk|quota)";

        private static final String SENDER =
                "(?:sender|envelope|return[- ]path|originator|mail ?from|from address" + "|sending domain)\\b";

        /// What may stand between a noun and its verdict: brackets, an address, one name.
        private static final String GAP = "(?:[^\\p{L}]{0,8}|[^\\p{L}]{1,3}\\S{1,40}[^\\p{L}]{1,3})";

        private Ways() {}

        static String in(String lines) {
            return lines.replace("{who}", WHO)
                    .replace("{box}", BOX)
                    .replace("{sender}", SENDER)
                    .replace("{gap}", GAP);
        }
    }
}
