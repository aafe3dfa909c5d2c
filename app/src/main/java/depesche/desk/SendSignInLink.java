package depesche.desk;

import depesche.job.Job;

/// Somebody typed this address to sign in. Whether it is one of the newsroom's is looked up by the job and not by the
/// form, so that the form's answer takes the same time for all.
///
/// @param request a random name, from which the mail's Message-ID is made: the same on every attempt
/// @param language in which the form was shown
public record SendSignInLink(String email, String request, String language) implements Job {}
