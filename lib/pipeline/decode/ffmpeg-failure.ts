/** ffmpeg said no, crashed, or ran past its clock or another limit: what a file can make it do. Anything else is thrown as it is. */
export class FfmpegFailure extends Error {
  override name = "FfmpegFailure";
}
