# Verifies DKIM with Mail::DKIM: KEY RECORD as argument; stdin: for each message its length on a line, then its bytes.
# Good is a message of whose signatures one is good by that key.
use strict;
use warnings;
use Mail::DKIM::Verifier;

my ($name, $record) = @ARGV;

package Answer;
sub new { return bless {}, shift }
sub type { return 'TXT' }
sub txtdata { return ($record) }
sub char_str_list { return ($record) }

package main;
{
    no warnings 'redefine';
    *Mail::DKIM::DNS::query = sub { return $_[0] eq $name ? (Answer->new) : () };
}

$| = 1;
binmode STDIN;
while (defined(my $length = <STDIN>)) {
    read(STDIN, my $message, $length);
    my $verifier = Mail::DKIM::Verifier->new;
    $verifier->PRINT($message);
    $verifier->CLOSE;
    my @results = map { $_->result_detail } $verifier->signatures;
    print((grep { $_ eq 'pass' } @results) ? "good\n" : "bad @results\n");
}
