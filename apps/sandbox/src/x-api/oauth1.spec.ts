import { oauthParameters, oauthSignature } from './oauth1';

describe('oauthSignature', () => {
  /** The worked example of X's documentation: docs.x.com, "Creating a signature". */
  it("gives the signature of X's own example", () => {
    const signature = oauthSignature(
      {
        method: 'post',
        url: 'https://api.x.com/1.1/statuses/update.json',
        parameters: [
          ['status', 'Hello Ladies + Gentlemen, a signed OAuth request!'],
          ['include_entities', 'true'],
          ['oauth_consumer_key', 'xvz1evFS4wEEPTGEFPHBog'],
          ['oauth_nonce', 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg'],
          ['oauth_signature_method', 'HMAC-SHA1'],
          ['oauth_timestamp', '1318622958'],
          ['oauth_token', '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb'],
          ['oauth_version', '1.0'],
        ],
      },
      'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
    );
    expect(signature).toBe('Ls93hJiZbQ3akF3HF3x1Bz8/zU4=');
  });
});

describe('oauthParameters', () => {
  it('reads the header and nothing else', () => {
    const parameters = oauthParameters('OAuth oauth_token="a%2Bb", oauth_nonce="n"');
    expect(Object.fromEntries(parameters ?? [])).toEqual({ oauth_token: 'a+b', oauth_nonce: 'n' });
    expect(oauthParameters('Bearer x')).toBeUndefined();
  });
});
