package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import java.util.regex.Pattern;

/// What servers say, by what they mean. Within a reply the families are asked in their order: the surer words first,
/// so that *the domain of the sender does not exist* is not taken for the reader's.
enum Family {
    FULL("""
            (?:mail ?box|inbox|account|folder|user|recipient|maildir|mail ?folder|storage|disk|quota).{0,60}\\b(?:full|over ?quota|over (?:the |its |his |allotted )?(?:quota|limit|maximum)|no space|satiat)
            over ?quota|(?<!(?:daily|ourly|nding|relay|.rate|ssage) )quota (?:is |was |has been )?(?:exceed|full|violat|reach)|exceed.{0,60}(?:quota|storage|mailbox|allocat|inbox)
            (?:mail ?box|inbox|quota|storage|user|recipient|account).{0,50}exceed
            maildir over quota|out of (?:storage|disk|mailbox)|(?:insufficient|not enough|no more) (?:storage |mailbox |user )?(?:space|storage|quota)
            (?:disk|storage|mailbox|mail) (?:space )?(?:quota|limit)
            reached (?:its|his|their|the|disk) .{0,20}(?:quota|limit|maximum)
            space not enough|zuviele mails
            \\bfull (?:mail ?box|inbox)
            postfach.{0,40}(?:voll|überfüllt|kein.{0,10}platz)|speicherplatz|kontingent
            bo[iî]te.{0,60}pleine|quota d[ée]pass|espace.{0,30}(?:satur|insuffisant)
            buz[oó]n.{0,50}llen[oa]|(?:casella|mailbox).{0,40}(?:piena|esaurit)|caixa.{0,40}cheia
            (?:ящик|почтов).{0,60}(?:переполнен|превышен)|容量|いっぱい|空き
            """),
    /// Passing trouble that other words could hide.
    PASSING("""
            not found, try again
            name service error for .{1,200} try again
            too many hops
            mail (?:forwarding )?loop
            loops back to
            gr[ea]y-?list
            (?:message|envelope|queue\\.?) ?expired
            retry time(?:out)? (?:not reached|exceeded)
            (?:delivery|routing) .{0,20}(?:time|timeout) (?:exceeded|expired)
            could not be delivered for
            mailer error|procmail:|deferred: connection|no route to host|: connection refused|internal (?:system |server |software )?error|system (?:error|resources)
            connect(?:ion)? (?:to .{1,120} )?(?:refused|no route|timed ?out|reset|dropped|lost|was lost|closed)|lost connection|timed out|timeout exceeded
            name server reply|server failure|servfail|dns server returned
            insufficient (?:system|disk) (?:storage|space|resources)|unable to contact
            temporar(?:y|ily) (?:fail|error|unavail|problem|local)
            """),
    /// Its form: size, headers, viruses.
    FORM("""
            (?:message|mail|e-?mail|data|header|line|body|file|attachment)s?(?: header)?(?: size)?(?: is| are| was)? (?:too (?:big|large|long)|exceed|larger)
            exceed.{0,30}(?:maximum|fixed|message|allowed).{0,20}(?:message|size|length)
            (?:maximum|fixed|allowed|permitted) (?:message|mail|e-?mail) ?size|message size
            \\bsize ?limit|line limit|lines? (?:is |are )?too long|too large for this
            (?:duplicate|malformed|missing|invalid|multiple|improper).{0,20}(?:header|\\bfrom\\b|mime|message-id|8-?bit)
            (?:header|mime|date|subject).{0,25}(?:malformed|duplicate|missing|not compliant|violat|improper)
            rfc ?-?(?:821|822|2822|5322|5321|2047|2045)\\b(?!;)
            8-?bit data|bare (?:lf|cr|newline|line)|non-ascii|nul characters?
            """),
    /// The sender, the server it comes from, or its proof.
    SENDER("""
            sender.{0,30}(?:reject|invalid|denied|unknown|not found|not exist|verif|black|block|fail|not allow|refus|unroutable)
            (?:unroutable|invalid|unauthenticated|rejected|blocked|unknown|bad) senders?\\b
            domain of (?:the )?sender
            mail ?from (?:address|domain|command)?.{0,20}(?:reject|denied|not allow|spf)
            reverse[- ](?:dns|lookup|path|address|host)
            \\bptr\\b|\\brdns\\b|\\bfcrdns\\b
            \\b(?:helo|ehlo)\\b
            (?:client|remote|sending) (?:host|server|ip|mta|network).{0,80}(?:reject|block|denied|refus|list)
            (?:black|block|deny|suppression) ?-?list
            \\b(?:dnsbl|rbl|spamhaus|spamcop|sorbs|surbl|uribl|senderscore|abuseat|barracudacentral|uceprotect|invaluement)\\b
            \\b(?:ip|ips|address|host|server|network|connections?|domain)\\b.{0,50}\\b(?:block|bann|listed|refused? (?:to|for)|not (?:allowed|accepted|permitted|authori[sz]ed|trusted))
            (?:block|bann)(?:ed|ing)?\\b.{0,40}\\b(?:ip|ips|host|server|network|addresses|domain)\\b
            invalid (?:ip|domain name|host)\\b
            mismatch.{0,20} ip
            unverif(?:y|i)|sending ips?\\b|forged|spoof
            reputation|complaints?\\b|suspicious|untrusted|trust(?:worth|ed source)
            \\b(?:spf|dkim|dmarc|arc|domainkeys)\\b
            (?:un|not |smtp |multiple |sender |email |fails? |require.{0,9} )authenticat
            authentication (?:checks?|required|failed|failure|results?)
            relay(?:ing)? (?:access )?(?:denied|not|prohibit|disallow|attempt|quota|mail)
            (?:mail|open|insecure|unable to|not |permitted to|we do not|cannot|third.party) ?relay
            not permitted to relay|relay.{0,20}(?:denied|not permitted|without)
            \\bpolic(?:y|ies)\\b
            administrative(?:ly)? (?:prohibit|denied|reject|block)
            unusual rate|rate.?limit|\\blimited\\b|throttl|(?:sending|daily|hourly|message|connection) (?:limit|quota|rate)
            too many (?:messages|e?-?mails|connections|recipients|concurrent|sessions|smtp|invalid|bad|errors|unknown)
            too (?:much mail|fast|frequent)
            receiving mail (?:at a rate|too quickly)|unexpected volume|volume of|exceed.{0,30}(?:rate|connections|per (?:hour|day|minute))
            not (?:allowed|authori[sz]ed|permitted) to (?:send|post|connect|submit|deliver|mail|e-?mail)
            (?:not have|lack).{0,20}(?:permission|authori[sz]ation)
            permission(?:s)? to (?:post|send|deliver|submit)
            (?:need|must|required).{0,30}(?:starttls|tls\\b|encrypt)|not support (?:tls|starttls)|starttls (?:failed|is required)
            tls (?:handshake|required|is required|negotiation)
            not (?:a )?(?:registered|subscribed|member)
            groups\\.google\\.com/support
            only accepts? (?:mail|messages?) from|restricted|list of allowed senders
            service (?:refuse|denied|not allowed)
            \\b(?:cannot|can't|unable to) (?:verify|resolve) (?:the )?(?:sender|your)
            may not be mail exchanger
            you (?:are|were|have been) (?:not |blocked|banned|refused)
            \\(BL\\)
            """),
    /// Its words.
    CONTENT("""
            \\bspam|\\bube\\b|\\buce\\b|unsolicited|bulk (?:e-?)?mail|\\bjunk\\b
            virus|malware|infected|phish|trojan|worm\\b|malicious|harmful|mcspamsignature
            content (?:was |is |has been )?(?:reject|filter|error|block|denied|restrict|not acceptable)
            (?:message|prohibited|banned|unacceptable|illegal) (?:content|attachment|file)
            (?:attachment|file ?name|extension).{0,40}(?:not allowed|reject|block|bann|prohibit)
            (?:message|from).{0,25}(?:malformed|not compliant|violat)
            """),
    /// The reader's domain does not exist, or takes no mail at all.
    DOMAIN("""
            (?:host|domain|name server|mail exchanger|mx)(?: or domain)?(?: name)?(?: is| was)? ?(?:unknown|not found)
            (?:unknown|no such|invalid|non-?existent|bad|illegal) (?:destination )?(?:host|domain|mail domain|tld)
            domain.{0,80}(?:does(?: not|n't) exist|not exist|couldn't be found|could not be found|not be resolved|has expired)
            host .{1,120} (?:not found|does not exist)
            unrout(?:e)?able (?:mail )?(?:address|domain)
            couldn't find (?:any host|a mail exchanger|an? host)|could not find (?:any )?(?:host|mail exchanger|mx)
            no (?:mx|mail exchanger|mail server|dns|a|valid).{0,15}(?:records?|found|exists?)\\b
            domain is not reachable|account or domain may not exist
            nxdomain|null ?mx
            (?:domain|host|server|system|site|network).{0,30}(?:does not|doesn't|not) (?:accept|receive|handle|take|accepting) (?:any )?(?:e-?mails?|mails?|network messages)
            dns (?:error|lookup failure).{0,80}(?:not found|non-?existent|nxdomain)
            (?:servidor|dominio).{0,40}no (?:existe|encontrad)|dom[aä]i?ne.{0,40}(?:existiert nicht|nicht gefunden|inconnu|n'existe pas)
            """),
    MOVED("""
            (?:user|recipient|mailbox|account|address|person|customer).{0,60}\\b(?:has|have) (?:moved|changed)
            no longer (?:on (?:this )?server|works? (?:here|for|at)|employed|with (?:us|the company))
            (?:new|changed) (?:e-?mail )?address (?:is|to)|address.{0,30}(?:has been |was )changed
            """),
    /// The address is not known.
    UNKNOWN("""
            (?:users?|recipients?|mail ?box|account|address(?:ee)?|alias|e-?mail|local part|name|person|member)\\b(?: @)?(?: is| was| are|:)? ?(?:unknown|not (?:found|known|recogni[sz]ed|listed|valid|exist)|invalid|nonexist|undefined)
            (?:unknown|no such|non-?existent|invalid|bad|illegal|undeliverable|undefined) (?:local |e-?mail |mail |virtual |destination |remote |rcpt )?(?:users?|recipients?|mail ?box|account|address(?:ee)?|alias|person|local[- ]part|name|mail drop|id)\\b
            (?:cannot|can't|couldn't|could not) (?:be )?(?:find|found|verif).{0,30}(?:recipient|mail ?box|user|account)|non-?existing (?:user|recipient|mail ?box|account|address)
            recipients? (?:cannot|could not|can't) be (?:verified|found)
            no such (?:e-?mail|person|one)|no (?:one|body) .{0,20}by that name
            (?:users?|recipients?|mail ?box|account|address|alias|e-?mail|person|inbox|name).{0,90}(?:(?:do|does|did)(?:es)?(?: not|n't) exist|could(?: not|n't) be (?:found|resolved)|(?:was|is)(?: not|n't) (?:found|valid|known|recogni[sz]ed|listed|a valid|a known|registered|on this)|not listed|no longer (?:exist|valid|available|in use|active|accept)|not exist|has been (?:deleted|removed|cancel))
            no (?:mail ?box|account|user|recipient) (?:here|by that|found|with|for|of|exists|matching)
            (?:not|isn't) (?:a |an )?(?:valid|known|existing|local|our) (?:user|mail ?box|recipient|address|account|customer)
            ^(?:550 )?requested action not taken: mailbox unavailable
            final delivery userid|unknown or illegal alias|unknown recipient|recip(?:ient)?notfound
            address(?:es)? (?:was |is |has been |couldn't be )?(?:rejected(?! ?:)|not found)|address couldn't be found
            recipient (?:address )?rejected(?:: (?:user|access denied|undeliverable|unverified|no such|address)|[.;]? *(?:$|\\(in reply))
            (?:empf[aä]nger|benutzer|adresse|postfach|teilnehmer|mailbox).{0,60}(?:unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden|g[uü]ltig)|ung[uü]ltig)
            (?:unbekannte[rn]?|ung[uü]ltige[rn]?) (?:empf[aä]nger|benutzer|adresse)
            (?:destinataire|adresse|utilisateur|compte|bo[iî]te).{0,60}(?:inconnue?|introuvable|invalide|inexistant|n'existe)
            (?:usuario|destinatario|direcci[oó]n|cuenta|buz[oó]n).{0,60}(?:desconocid|no existe|no encontrad|inv[aá]lid|no se (?:ha )?enc)
            (?:utente|destinatario|indirizzo|casella).{0,60}(?:sconosciut|inesistent|non esiste|non trovat|non valid)
            (?:usu[aá]rio|destinat[aá]rio|endere[cç]o|conta).{0,60}(?:desconhecid|n[aã]o existe|n[aã]o encontrad|inv[aá]lid)
            (?:gebruiker|geadresseerde|adres|ontvanger).{0,60}(?:onbekend|bestaat niet|niet gevonden)
            (?:пользовател|получател|адрес|ящик).{0,60}(?:не найден|не существует|неизвест)
            (?:nie (?:istnieje|ma takiego)|nieznany (?:adres|u[zż]ytkownik|odbiorca))
            """),
    /// The mailbox is there, closed to all or to this.
    CLOSED("""
            (?:account|user|mail ?box|recipient|address|domain|inbox|service).{0,60}(?:disabled|suspend|inactive|not active|de-?activat|locked|frozen|discontinu|terminat|closed|expired|dormant|blocked|on hold|not enabled)
            (?:disabled|suspended|inactive|deactivated|locked|frozen|blocked|expired|closed) (?:account|user|mail ?box|recipient|address)
            (?:does(?: not|n't)) have an? .{0,60} account
            mail ?box (?:is )?(?:currently )?unavailable|(?:account|mail ?box|user).{0,30}unavailable
            invalid address|not accepting (?:mail|messages|any)
            (?:refuses?|does(?: not|n't) want|declined) to (?:accept|receive)|konto.{0,40}(?:gesperrt|deaktiviert|gel[oö]scht)
            """),
    /// No more than a no.
    REFUSED("""
            \\b(?:access|delivery|message|mail|e-?mail|connection|transaction|request|sender)?.{0,20}(?:denied|blocked|rejected|refused|forbidden|prohibited|not accept(?:ed|able|ing)|declined|unacceptable)\\b
            """);

    private static final Pattern NAMES =
            Pattern.compile("<?" + Addresses.FORM + ">?|https?://(?!groups\\.google)\\S*", Pattern.CASE_INSENSITIVE);

    private final Pattern words;

    Family(String lines) {
        this.words = Pattern.compile(
                String.join("|", lines.strip().lines().map(String::strip).toList()),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// Addresses and links are no words: their names mean nothing.
    boolean speaksIn(String text) {
        return words.matcher(NAMES.matcher(text.replace('’', '\'')).replaceAll("@"))
                .find();
    }
}
